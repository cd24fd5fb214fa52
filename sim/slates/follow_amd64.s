#include "go_asm.h"
#include "textflag.h"

DATA followConst<>+0(SB)/4, $0x000fffff
DATA followConst<>+4(SB)/4, $0xffffffff
DATA followConst<>+8(SB)/4, $0x00020000
DATA followConst<>+12(SB)/4, $0x00000fff
DATA followConst<>+16(SB)/4, $0x0000ffff
GLOBL followConst<>(SB), RODATA|NOPTR, $20

#define HOST followConst<>+0(SB)
#define ALL1 followConst<>+4(SB)
#define FOLLOWED followConst<>+8(SB)
#define LOW12 followConst<>+12(SB)
#define LOW16 followConst<>+16(SB)

// MEMORY takes the remembered host j of all lanes, with its 12 bits of reach in Z5: what is known, and the room pushed
// on the slates in Z16-Z20: in K2 first who remembers anybody, then whose host is followed and open, is reached, and is
// the one that was met. The jump, in instructions, skips the rest where no lane has a followed, open, reached room: count
// them after an edit.
#define MEMORY(j) \
	KXNORW      K1, K1, K1                     \
	VPXORD      Z6, Z6, Z6                     \
	VPGATHERDD  (32+8*j)(SI)(Z0*1), K1, Z6     \
	KXNORW      K1, K1, K1                     \
	VPXORD      Z7, Z7, Z7                     \
	VPGATHERDD  (36+8*j)(SI)(Z0*1), K1, Z7     \
	VPANDD.BCST HOST, Z6, Z8                   \
	VPORD       Z6, Z7, Z6                     \
	VPTESTMD    Z6, Z6, K2                     \
	VPBROADCASTD ALL1, Z9                      \
	KMOVW       K2, K1                         \
	VPGATHERDD  (BX)(Z8*4), K1, Z9             \
	VMOVDQU32   Z9, (Batch_Known+64*j)(DI)     \
	VPTESTMD.BCST FOLLOWED, Z7, K2, K2         \
	VPCMPD      $5, Z15, Z9, K2, K2            \
	VPCMPUD     $1, Z4, Z5, K2, K2             \
	KTESTW      K2, K2                         \
	JZ          11(PC)                         \
	KMOVW       K2, K1                         \
	VPGATHERDD  (DX)(Z8*4), K1, Z10            \
	VPSRLD      $18, Z7, Z7                    \
	VPCMPUD     $5, Z10, Z7, K2, K2            \
	VMOVDQA32   Z19, K2, Z20                   \
	VMOVDQA32   Z18, K2, Z19                   \
	VMOVDQA32   Z17, K2, Z18                   \
	VMOVDQA32   Z16, K2, Z17                   \
	VMOVDQA32   Z9, K2, Z16                    \
	VPSUBD.BCST ALL1, Z14, K2, Z14

// func followVector(b *Batch, first *byte, roomOf *int32, born *uint32, private uint32)
//
// Z0 offsets of the records, Z2 and Z3 reach, Z4 private, Z14 followed rooms so far, Z15 zero. The last host comes
// first, since rooms are pushed in front.
TEXT ·followVector(SB), NOSPLIT, $0-36
	MOVQ b+0(FP), DI
	MOVQ first+8(FP), SI
	MOVQ roomOf+16(FP), BX
	MOVQ born+24(FP), DX

	VMOVDQU32    Batch_Who(DI), Z0
	VPANDD.BCST  LOW16, Z0, Z0
	VPSLLD       $5, Z0, Z1
	VPSLLD       $6, Z0, Z0
	VPADDD       Z1, Z0, Z0
	VMOVDQU32    Batch_ReachLo(DI), Z2
	VMOVDQU32    Batch_ReachHi(DI), Z3
	MOVL         private+32(FP), AX
	VPBROADCASTD AX, Z4
	VPXORD       Z10, Z10, Z10
	VPXORD       Z14, Z14, Z14
	VPXORD       Z15, Z15, Z15
	VPBROADCASTD ALL1, Z16
	VMOVDQA32    Z16, Z17
	VMOVDQA32    Z16, Z18
	VMOVDQA32    Z16, Z19
	VMOVDQA32    Z16, Z20

	VPSRLD $24, Z2, Z5
	VPSLLD $4, Z5, Z5
	VPSRLD $28, Z3, Z6
	VPORD  Z6, Z5, Z5
	MEMORY(4)

	VPSRLD      $12, Z3, Z5
	VPANDD.BCST LOW12, Z5, Z5
	MEMORY(3)

	VPANDD.BCST LOW12, Z3, Z5
	MEMORY(2)

	VPSRLD      $12, Z2, Z5
	VPANDD.BCST LOW12, Z5, Z5
	MEMORY(1)

	VPANDD.BCST LOW12, Z2, Z5
	MEMORY(0)

	VMOVDQU32 Z16, (Batch_Seen+0*64)(DI)
	VMOVDQU32 Z17, (Batch_Seen+1*64)(DI)
	VMOVDQU32 Z18, (Batch_Seen+2*64)(DI)
	VMOVDQU32 Z19, (Batch_Seen+3*64)(DI)
	VMOVDQU32 Z20, (Batch_Seen+4*64)(DI)
	VMOVDQU32 Z14, Batch_FollowedN(DI)
	VZEROUPPER
	RET
