#include "go_asm.h"
#include "textflag.h"

// Constants of word (fill.go), and small ones, each taken in all lanes.
DATA fillConst<>+0(SB)/4, $0x9e3779b9
DATA fillConst<>+4(SB)/4, $0x85ebca6b
DATA fillConst<>+8(SB)/4, $0xc2b2ae35
DATA fillConst<>+12(SB)/4, $0x0000ffff
DATA fillConst<>+16(SB)/4, $0x00010000
DATA fillConst<>+20(SB)/4, $0x00000001
DATA fillConst<>+24(SB)/4, $0xffffffff
GLOBL fillConst<>(SB), RODATA|NOPTR, $28

#define STEP fillConst<>+0(SB)
#define MUL1 fillConst<>+4(SB)
#define MUL2 fillConst<>+8(SB)
#define LOW16 fillConst<>+12(SB)
#define BIT16 fillConst<>+16(SB)
#define ONE fillConst<>+20(SB)
#define ALL1 fillConst<>+24(SB)

// func fillVector(b *Batch, columns *Column, places int)
//
// Z0 key + round·step, Z1 twist, Z2 turn, Z3 share, Z4 and Z5 first column and size of one's own wheel, Z6 and Z7 of
// all rooms', Z11 places left to fill, Z16-Z20 followed rooms, Z21-Z31 recommended rooms, the newest first.
TEXT ·fillVector(SB), NOSPLIT, $0-24
	MOVQ b+0(FP), DI
	MOVQ columns+8(FP), SI
	MOVQ places+16(FP), CX

	VMOVDQU32    Batch_Key(DI), Z0
	VMOVDQU32    Batch_Twist(DI), Z1
	VMOVDQU32    Batch_Turn(DI), Z2
	VMOVDQU32    Batch_Share(DI), Z3
	VMOVDQU32    Batch_Base(DI), Z4
	VMOVDQU32    Batch_Size(DI), Z5
	VMOVDQU32    Batch_AllBase(DI), Z6
	VMOVDQU32    Batch_AllSize(DI), Z7
	VPBROADCASTD CX, Z11
	VMOVDQU32    (Batch_Seen+0*64)(DI), Z16
	VMOVDQU32    (Batch_Seen+1*64)(DI), Z17
	VMOVDQU32    (Batch_Seen+2*64)(DI), Z18
	VMOVDQU32    (Batch_Seen+3*64)(DI), Z19
	VMOVDQU32    (Batch_Seen+4*64)(DI), Z20
	VPBROADCASTD ALL1, Z21
	VMOVDQA32    Z21, Z22
	VMOVDQA32    Z21, Z23
	VMOVDQA32    Z21, Z24
	VMOVDQA32    Z21, Z25
	VMOVDQA32    Z21, Z26
	VMOVDQA32    Z21, Z27
	VMOVDQA32    Z21, Z28
	VMOVDQA32    Z21, Z29
	VMOVDQA32    Z21, Z30
	VMOVDQA32    Z21, Z31

	MOVL  $0xaaaa, AX
	KMOVW AX, K7            // odd lanes
	XORQ  R8, R8            // round
	LEAQ  (CX)(CX*1), R9    // ownRounds·places
	LEAQ  (CX*8), R10       // allRounds·places

draw:
	// word: Z12
	VPSRLD       $16, Z0, Z13
	VPXORD       Z0, Z13, Z12
	VPADDD.BCST  STEP, Z0, Z0
	VPMULLD.BCST MUL1, Z12, Z12
	VPSRLD       $13, Z12, Z13
	VPTERNLOGD   $0x96, Z1, Z13, Z12
	VPMULLD.BCST MUL2, Z12, Z12
	VPSRLD       $16, Z12, Z13
	VPXORD       Z13, Z12, Z12

	// whose turn it is: size in Z13, first column in Z14
	CMPQ   R8, R9
	JNE    turn
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3

turn:
	VPANDD.BCST   LOW16, Z2, Z2
	VPADDD        Z3, Z2, Z2
	VPTESTMD.BCST BIT16, Z2, K1
	VPBLENDMD     Z5, Z7, K1, Z13
	VPBLENDMD     Z4, Z6, K1, Z14

	// spin: the products of 32 by 32 bits, even lanes in Z15, odd ones in Z12
	VPMULUDQ  Z12, Z13, Z15
	VPSRLQ    $32, Z12, Z12
	VPSRLQ    $32, Z13, Z13
	VPMULUDQ  Z12, Z13, Z12
	VPSRLQ    $32, Z15, Z13
	VMOVDQA32 Z12, K7, Z13       // high halves
	VPSLLQ    $32, Z12, Z12
	VMOVDQA32 Z12, K7, Z15       // low halves
	VPADDD    Z14, Z13, Z13
	VPSLLD    $2, Z13, Z13       // a column is four numbers
	KXNORW    K1, K1, K1
	VPXORD    Z14, Z14, Z14
	VPGATHERDD (SI)(Z13*4), K1, Z14
	VPCMPUD   $5, Z14, Z15, K1   // low half ≥ cut
	VPADDD.BCST ONE, Z13, K1, Z13
	KXNORW    K1, K1, K1
	VPXORD    Z12, Z12, Z12
	VPGATHERDD 4(SI)(Z13*4), K1, Z12

	// K2: lanes with places left, and not on the slate
	VPTESTMD Z11, Z11, K2
	CMPQ     R8, R10
	JGE      push
	VPCMPD   $4, Z16, Z12, K2, K3
	VPCMPD   $4, Z21, Z12, K2, K4
	VPCMPD   $4, Z24, Z12, K2, K5
	VPCMPD   $4, Z17, Z12, K3, K3
	VPCMPD   $4, Z22, Z12, K4, K4
	VPCMPD   $4, Z25, Z12, K5, K5
	VPCMPD   $4, Z18, Z12, K3, K3
	VPCMPD   $4, Z23, Z12, K4, K4
	VPCMPD   $4, Z26, Z12, K5, K5
	VPCMPD   $4, Z19, Z12, K3, K3
	VPCMPD   $4, Z20, Z12, K4, K4
	KANDW    K3, K5, K2
	KANDW    K4, K2, K2
	CMPQ     CX, $6
	JLE      shift
	VPCMPD   $4, Z27, Z12, K2, K2
	VPCMPD   $4, Z28, Z12, K2, K2
	VPCMPD   $4, Z29, Z12, K2, K2
	VPCMPD   $4, Z30, Z12, K2, K2
	VPCMPD   $4, Z31, Z12, K2, K2

push:
	CMPQ      CX, $6
	JLE       shift
	VMOVDQA32 Z30, K2, Z31
	VMOVDQA32 Z29, K2, Z30
	VMOVDQA32 Z28, K2, Z29
	VMOVDQA32 Z27, K2, Z28
	VMOVDQA32 Z26, K2, Z27

shift:
	VMOVDQA32 Z25, K2, Z26
	VMOVDQA32 Z24, K2, Z25
	VMOVDQA32 Z23, K2, Z24
	VMOVDQA32 Z22, K2, Z23
	VMOVDQA32 Z21, K2, Z22
	VMOVDQA32 Z12, K2, Z21

	VPADDD.BCST ALL1, Z11, K2, Z11
	INCQ        R8
	VPTESTMD    Z11, Z11, K2
	KORTESTW    K2, K2
	JNZ         draw

	// the last place is the newest
	MOVQ CX, AX
	SHLQ $6, AX
	LEAQ (Batch_Seen+4*64)(DI)(AX*1), AX
	VMOVDQU32 Z21, (AX)
	CMPQ CX, $2
	JLT  done
	VMOVDQU32 Z22, -64(AX)
	JEQ  done
	VMOVDQU32 Z23, -128(AX)
	CMPQ CX, $4
	JLT  done
	VMOVDQU32 Z24, -192(AX)
	JEQ  done
	VMOVDQU32 Z25, -256(AX)
	CMPQ CX, $6
	JLT  done
	VMOVDQU32 Z26, -320(AX)
	JEQ  done
	VMOVDQU32 Z27, -384(AX)
	CMPQ CX, $8
	JLT  done
	VMOVDQU32 Z28, -448(AX)
	JEQ  done
	VMOVDQU32 Z29, -512(AX)
	CMPQ CX, $10
	JLT  done
	VMOVDQU32 Z30, -576(AX)
	JEQ  done
	VMOVDQU32 Z31, -640(AX)

done:
	VZEROUPPER
	RET
