#include "go_asm.h"
#include "textflag.h"

DATA valueConst<>+0(SB)/4, $0x00000001
DATA valueConst<>+4(SB)/4, $0x00000007
DATA valueConst<>+8(SB)/4, $0x00000008
DATA valueConst<>+12(SB)/4, $0x80000000
GLOBL valueConst<>(SB), RODATA|NOPTR, $16

#define ONE valueConst<>+0(SB)
#define SEVEN valueConst<>+4(SB)
#define EIGHT valueConst<>+8(SB)
#define LEAST valueConst<>+12(SB)

// GATHER reads one number of each room of the lanes in K2 (indices in Z13).
#define GATHER(offset, into) \
	KMOVW      K2, K1                       \
	VPXORD     into, into, into             \
	VPGATHERDD offset(SI)(Z13*4), K1, into

// func valueVector(b *Batch, rooms *Room, t *Tables, places int)
//
// Z0 key, Z1 and Z2 tastes, Z3 style, Z4 open needs, Z5 place on the slate, Z6 table of places, Z7 table of tastes,
// Z11 zero, Z16-Z20 known rooms. R8 walks the rows of Seen, R9 is the row, R13 one past the
// last of its kind.
TEXT ·valueVector(SB), NOSPLIT, $0-32
	MOVQ b+0(FP), DI
	MOVQ rooms+8(FP), SI
	MOVQ t+16(FP), BX
	MOVQ places+24(FP), CX

	VMOVDQU32    Batch_Key(DI), Z0
	VMOVDQU32    Batch_TasteLo(DI), Z1
	VMOVDQU32    Batch_TasteHi(DI), Z2
	VMOVDQU32    Batch_Style(DI), Z3
	VMOVDQU32    Batch_Pending(DI), Z4
	VMOVDQU32    Tables_Position(BX), Z6
	VMOVDQU32    Tables_Taste(BX), Z7
	VPXORD       Z11, Z11, Z11
	VMOVDQU32    (Batch_Known+0*64)(DI), Z16
	VMOVDQU32    (Batch_Known+1*64)(DI), Z17
	VMOVDQU32    (Batch_Known+2*64)(DI), Z18
	VMOVDQU32    (Batch_Known+3*64)(DI), Z19
	VMOVDQU32    (Batch_Known+4*64)(DI), Z20
	VMOVDQU      Y11, Batch_Hits(DI)

	// followed rooms: the row is the place
	VPXORD Z5, Z5, Z5
	LEAQ   Batch_Seen(DI), R8
	XORQ   R9, R9
	MOVQ   Batch_FollowedMost(DI), R13
	TESTQ  R13, R13
	JNZ    row

recommended:
	VMOVDQU32 Batch_FollowedN(DI), Z5
	LEAQ      (Batch_Seen+5*64)(DI), R8
	MOVQ      $5, R9
	LEAQ      5(CX), R13

row:
	VMOVDQU32 (R8), Z12
	VPCMPD    $5, Z11, Z12, K2                // a room
	VPSLLD    $2, Z12, Z13                    // is four numbers
	GATHER(0, Z14)
	GATHER(4, Z21)
	GATHER(8, Z22)
	GATHER(12, Z23)

	// the shock
	VPMULLD    Z22, Z0, Z22
	VPSRLD     $20, Z22, Z22
	KMOVW      K2, K1
	VPXORD     Z15, Z15, Z15
	VPGATHERDD Tables_Gumbel(BX)(Z22*2), K1, Z15
	VPSLLD     $16, Z15, Z15
	VPSRAD     $16, Z15, Z15

	// style
	VPMADDWD Z21, Z3, Z21
	VPSRAD   $8, Z21, Z21
	VPADDD   Z21, Z14, Z14

	// taste for the main category
	VPSRLD        $16, Z23, Z24
	VPTESTMD.BCST EIGHT, Z24, K3
	VPBLENDMD     Z2, Z1, K3, Z25
	VPANDD.BCST   SEVEN, Z24, Z24
	VPSLLD        $2, Z24, Z24
	VPSRLVD       Z24, Z25, Z25
	VPERMD        Z7, Z25, Z25
	VPADDD        Z25, Z14, Z14

	// an open need
	VPTESTMD    Z4, Z23, K3
	VPADDD.BCST Tables_Need(BX), Z14, K3, Z14

	// the place
	VPERMD      Z6, Z5, Z25
	VPADDD      Z25, Z14, Z14
	VPADDD.BCST ONE, Z5, Z5

	VPADDD    Z15, Z14, Z14
	VMOVDQU32 Z14, (Batch_Worth-Batch_Seen)(R8)

	// rooms of hosts that are remembered
	VPCMPEQD Z16, Z12, K2, K3
	VPCMPEQD Z17, Z12, K2, K4
	VPCMPEQD Z18, Z12, K2, K5
	VPCMPEQD Z19, Z12, K2, K6
	VPCMPEQD Z20, Z12, K2, K1
	KORW     K3, K4, K3
	KORW     K5, K6, K5
	KORW     K3, K1, K3
	KORW     K3, K5, K3
	KMOVW    K3, R11
	MOVW     R11, Batch_Hits(DI)(R9*2)

	ADDQ $64, R8
	INCQ R9
	CMPQ R9, R13
	JLT  row
	CMPQ R9, $5
	JLE  recommended // those just done were followed ones (places ≥ 1)

	VZEROUPPER
	RET

// func bestVector(b *Batch, places int)
//
// Z8 best worth, Z9 its row.
TEXT ·bestVector(SB), NOSPLIT, $0-16
	MOVQ         b+0(FP), DI
	MOVQ         places+8(FP), CX
	ADDQ         $5, CX
	VPBROADCASTD LEAST, Z8
	VPXORD       Z9, Z9, Z9
	VPXORD       Z11, Z11, Z11
	LEAQ         Batch_Seen(DI), R8
	XORQ         R9, R9

best:
	VMOVDQU32    (R8), Z12
	VMOVDQU32    (Batch_Worth-Batch_Seen)(R8), Z14
	VPCMPD       $5, Z11, Z12, K2
	VPCMPD       $6, Z8, Z14, K2, K3
	VMOVDQA32    Z14, K3, Z8
	VPBROADCASTD R9, K3, Z9
	ADDQ         $64, R8
	INCQ         R9
	CMPQ         R9, CX
	JLT          best

	VMOVDQU32 Z8, Batch_Best(DI)
	VMOVDQU32 Z9, Batch_BestRow(DI)
	VMOVDQU32 Batch_Outside(DI), Z1
	VMOVDQU32 Batch_Shelf(DI), Z2
	VMOVDQU32 Batch_Pending(DI), Z3
	VPTESTMD  Z3, Z3, K1
	VPCMPD    $6, Z8, Z2, K1, K1
	VPCMPD    $6, Z1, Z2, K1, K1
	VPCMPD    $6, Z1, Z8, K2
	KANDNW    K2, K1, K2
	KMOVW     K1, AX
	MOVW      AX, Batch_Search(DI)
	KMOVW     K2, AX
	MOVW      AX, Batch_Enter(DI)
	VZEROUPPER
	RET
