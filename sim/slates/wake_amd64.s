#include "go_asm.h"
#include "textflag.h"
#include "mix_amd64.h"

DATA wakeWide<>+0(SB)/8, $0xd1342543de82ef95  // Member of chance.Key
DATA wakeWide<>+8(SB)/8, $0xe7037ed1a0b428db  // of chance.Mix
DATA wakeWide<>+16(SB)/8, $0x00000000ffffffff
DATA wakeWide<>+24(SB)/8, $0x00007fff7fff7fff // activeDraw
DATA wakeWide<>+32(SB)/8, $0x0000000100010001 // a lane's top bit moved down
DATA wakeWide<>+40(SB)/8, $0x0000000000000007 // the slots
DATA wakeWide<>+48(SB)/8, $0x000000000000000f
GLOBL wakeWide<>(SB), RODATA|NOPTR, $56

#define MEMBER wakeWide<>+0(SB)
#define MIX wakeWide<>+8(SB)
#define LOW32 wakeWide<>+16(SB)
#define DRAW wakeWide<>+24(SB)
#define LOWEST wakeWide<>+32(SB)
#define SLOTS wakeWide<>+40(SB)
#define CLASS wakeWide<>+48(SB)

DATA wakeConst<>+0(SB)/4, $0x00000010 // AdopterBit
DATA wakeConst<>+4(SB)/4, $0x00008000 // LiveBit
DATA wakeConst<>+8(SB)/4, $0x00000010 // Lanes
DATA wakeConst<>+12(SB)/4, $0x00000001 // the slots
DATA wakeConst<>+16(SB)/4, $0x00000002
DATA wakeConst<>+20(SB)/4, $0x00000004
DATA wakeConst<>+24(SB)/4, $0x00000007
DATA wakeConst<>+28(SB)/4, $0x00000008 // LiveWhen
GLOBL wakeConst<>(SB), RODATA|NOPTR, $32

#define ADOPTER wakeConst<>+0(SB)
#define LIVE wakeConst<>+4(SB)
#define SIXTEEN wakeConst<>+8(SB)
#define OFFPEAK wakeConst<>+12(SB)
#define NOON wakeConst<>+16(SB)
#define EVENING wakeConst<>+20(SB)
#define ALLSLOTS wakeConst<>+24(SB)
#define LIVEWHEN wakeConst<>+28(SB)

DATA wakeOrder<>+0(SB)/8, $0x0706050403020100
DATA wakeOrder<>+8(SB)/8, $0x0f0e0d0c0b0a0908
GLOBL wakeOrder<>(SB), RODATA|NOPTR, $16

// CHANCES leaves in a the chances of the classes of activity, less the draws in a: habits are eight bytes from the
// lowest of x on.
#define CHANCES(x, a, t) \
	VPANDQ     Z24, a, a    \
	VPMOVZXBQ  x, t         \
	VPANDQ     Z25, t, t    \
	VPERMI2Q   Z21, Z20, t  \
	VPSUBQ     a, t, a

// TOPBITS gathers the top bits of the lanes of a, slot by slot, in the low bits.
#define TOPBITS(a, b, c) \
	VPSRLQ     $15, a, a          \
	VPANDQ     Z17, a, a          \
	VPSRLQ     $15, a, b          \
	VPSRLQ     $30, a, c          \
	VPTERNLOGQ $0xfe, b, c, a     \
	VPANDQ     Z18, a, a

// BESIDE puts the low halves of the numbers in a and b beside each other in a, whose low half is y.
#define BESIDE(a, y, b, yb) \
	VPMOVQD      a, y        \
	VPMOVQD      b, yb       \
	VINSERTI64X4 $1, yb, a, a

// PIECE leaves in K6 which of the next sixteen consumers there are, of CX.
#define PIECE \
	MOVL  $0xffff, AX \
	CMPQ  CX, $16     \
	JGE   4(PC)       \
	MOVL  $1, AX      \
	SHLL  CX, AX      \
	DECL  AX          \
	KMOVW AX, K6

// KEYS makes of the key in x those of the first eight consumers in a and of the next in b: Z30 and Z29 have what they
// add to it.
#define KEYS(x, a, b) \
	VPBROADCASTQ x, a      \
	VPADDQ       Z29, a, b \
	VPADDQ       Z30, a, a

// func wakeVector(s *Sleepers)
//
// Z19 numbers, Z26 and Z27 keys of activity before mixing, Z14 and Z15 those of fans, Z16 the probability less one in
// lanes of 16 bits, Z20 and Z21 chances by class. K5 are live shoppers, K6 are there.
TEXT ·wakeVector(SB), NOSPLIT, $0-8
	MOVQ s+0(FP), DI
	MOVQ Sleepers_Habits(DI), SI
	MOVQ (Sleepers_Habits+8)(DI), CX
	MOVQ Sleepers_Awake(DI), AX
	VMOVDQU64 (AX), Z20
	VMOVDQU64 64(AX), Z21
	MOVQ Sleepers_When(DI), R8
	MOVQ Sleepers_Fans(DI), R9
	MOVQ Sleepers_Slots(DI), R10
	MOVQ Sleepers_Moves(DI), R12
	XORQ R11, R11 // fans
	MOVL  $0xaaaa, AX
	KMOVW AX, K7
	MOVL         R12, AX
	DECL         AX
	VPBROADCASTW AX, Z16
	VPBROADCASTQ LOWEST, Z17
	VPBROADCASTQ SLOTS, Z18
	VPBROADCASTQ LOW32, Z23
	VPBROADCASTQ DRAW, Z24
	VPBROADCASTQ CLASS, Z25
	VPBROADCASTQ MIX, Z28
	VPBROADCASTQ MEMBER, Z22
	VMOVDQU      wakeOrder<>(SB), X1
	VPMOVZXBD    X1, Z19
	VPMOVZXBQ    X1, Z30
	VPMULLQ      Z22, Z30, Z30
	VPSLLQ       $3, Z22, Z1
	VPADDQ       Z1, Z30, Z29
	VPSLLQ       $4, Z22, Z22 // of sixteen consumers
	KEYS(Sleepers_Key(DI), Z26, Z27)
	KEYS(Sleepers_FansKey(DI), Z14, Z15)

next:
	PIECE
	VMOVDQU8.Z   (SI), K6, X4
	VPMOVZXBD    X4, Z0
	VPTESTMD.BCST ADOPTER, Z0, K6, K5
	VPSRLD       $1, Z0, Z0
	VPANDD.BCST  LIVEWHEN, Z0, Z0
	VPSRLDQ      $8, X4, X5

	VMOVDQA64 Z26, Z1
	MIXED(Z1, Z6, Z7, Z8, Z9)
	VMOVDQA64 Z27, Z2
	MIXED(Z2, Z10, Z11, Z12, Z13)
	CHANCES(X4, Z1, Z6)
	CHANCES(X5, Z2, Z7)
	TOPBITS(Z1, Z6, Z7)
	TOPBITS(Z2, Z8, Z9)
	BESIDE(Z1, Y1, Z2, Y2)
	VPORD   Z0, Z1, Z0
	VPMOVDB Z0, (R8)

	TESTQ R12, R12
	JZ    step
	VMOVDQA64 Z14, Z2
	MIXED(Z2, Z6, Z7, Z8, Z9)
	VMOVDQA64 Z15, Z3
	MIXED(Z3, Z10, Z11, Z12, Z13)
	VPCMPUW  $2, Z16, Z2, K1
	VPCMPUW  $2, Z16, Z3, K2
	VPMOVM2W K1, Z2
	VPMOVM2W K2, Z3
	TOPBITS(Z2, Z6, Z7)
	TOPBITS(Z3, Z8, Z9)
	BESIDE(Z2, Y2, Z3, Y3)
	VPANDD        Z1, Z2, Z2
	VPCMPD.BCST   $4, ALLSLOTS, Z1, K5, K1
	VPTESTMD      Z2, Z2, K1, K1
	VPCOMPRESSD.Z Z19, K1, Z3
	VPMOVDW       Z3, (R9)(R11*2)
	VPCOMPRESSD.Z Z2, K1, Z3
	VPMOVDB       Z3, (R10)(R11*1)
	KMOVW         K1, AX
	POPCNTL       AX, AX
	ADDQ          AX, R11
	VPADDQ        Z22, Z14, Z14
	VPADDQ        Z22, Z15, Z15

step:
	VPADDQ      Z22, Z26, Z26
	VPADDQ      Z22, Z27, Z27
	VPADDD.BCST SIXTEEN, Z19, Z19
	ADDQ        $16, SI
	ADDQ        $16, R8
	SUBQ        $16, CX
	JG          next

	MOVQ R11, Sleepers_NFans(DI)
	VZEROUPPER
	RET

// LISTED puts the numbers in Z0 of those whose bit of a slot is left in Z1 into its list at to.
#define LISTED(bit, to, n, live, k) \
	VPTESTMD.BCST bit, Z1, k       \
	VPCOMPRESSD.Z Z0, k, Z3        \
	VPMOVDW       Z3, (to)(n*2)    \
	KMOVW         k, AX            \
	POPCNTL       AX, AX           \
	ADDQ          AX, n            \
	KANDW         K5, k, k         \
	KMOVW         k, AX            \
	POPCNTL       AX, AX           \
	ADDQ          AX, live

// func listVector(s *Sleepers)
//
// Z0 numbers with LiveBit, Z1 slots, Z19 numbers. K5 are live shoppers, K6 are there.
TEXT ·listVector(SB), NOSPLIT, $0-8
	MOVQ s+0(FP), DI
	MOVQ Sleepers_When(DI), SI
	MOVQ (Sleepers_Habits+8)(DI), CX
	MOVQ Sleepers_Active(DI), R8
	MOVQ (Sleepers_Active+24)(DI), R9
	MOVQ (Sleepers_Active+48)(DI), R10
	XORQ R11, R11 // active, by slot
	XORQ R12, R12
	XORQ R13, R13
	XORQ BX, BX   // live shoppers among them
	XORQ DX, DX
	XORQ R15, R15
	VMOVDQU   wakeOrder<>(SB), X1
	VPMOVZXBD X1, Z19

next:
	PIECE
	VMOVDQU8.Z    (SI), K6, X4
	VPMOVZXBD     X4, Z1
	VPTESTMD.BCST LIVEWHEN, Z1, K5
	VPSLLD        $12, Z1, Z0
	VPANDD.BCST   LIVE, Z0, Z0
	VPORD         Z19, Z0, Z0

	LISTED(OFFPEAK, R8, R11, BX, K1)
	LISTED(NOON, R9, R12, DX, K2)
	LISTED(EVENING, R10, R13, R15, K3)
	KORW    K1, K2, K1
	KORW    K1, K3, K1
	KMOVW   K1, AX
	POPCNTL AX, AX
	ADDQ    AX, Sleepers_Shoppers(DI)

	VPADDD.BCST SIXTEEN, Z19, Z19
	ADDQ        $16, SI
	SUBQ        $16, CX
	JG          next

	MOVQ R11, Sleepers_N(DI)
	MOVQ R12, (Sleepers_N+8)(DI)
	MOVQ R13, (Sleepers_N+16)(DI)
	MOVQ BX, Sleepers_Live(DI)
	MOVQ DX, (Sleepers_Live+8)(DI)
	MOVQ R15, (Sleepers_Live+16)(DI)
	VZEROUPPER
	RET
