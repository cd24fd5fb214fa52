#include "go_asm.h"
#include "textflag.h"
#include "mix_amd64.h"

DATA wakeWide<>+0(SB)/8, $0xd1342543de82ef95  // Member of chance.Key
DATA wakeWide<>+8(SB)/8, $0xe7037ed1a0b428db  // of chance.Mix
DATA wakeWide<>+16(SB)/8, $0x00000000ffffffff
DATA wakeWide<>+24(SB)/8, $0x00007fff7fff7fff // activeDraw
DATA wakeWide<>+32(SB)/8, $0x0000000000008000
DATA wakeWide<>+40(SB)/8, $0x0000000080000000
DATA wakeWide<>+48(SB)/8, $0x0000800000000000
DATA wakeWide<>+56(SB)/8, $0x000000000000000f
GLOBL wakeWide<>(SB), RODATA|NOPTR, $64

#define MEMBER wakeWide<>+0(SB)
#define MIX wakeWide<>+8(SB)
#define LOW32 wakeWide<>+16(SB)
#define DRAW wakeWide<>+24(SB)
#define OFFPEAK wakeWide<>+32(SB)
#define NOON wakeWide<>+40(SB)
#define EVENING wakeWide<>+48(SB)
#define CLASS wakeWide<>+56(SB)

DATA wakeConst<>+0(SB)/4, $0x00000010 // AdopterBit
DATA wakeConst<>+4(SB)/4, $0x00008000 // LiveBit
DATA wakeConst<>+8(SB)/4, $0x00000010 // Lanes
GLOBL wakeConst<>(SB), RODATA|NOPTR, $12

#define ADOPTER wakeConst<>+0(SB)
#define LIVE wakeConst<>+4(SB)
#define SIXTEEN wakeConst<>+8(SB)

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

// SLOT puts the numbers in Z0 of those whose bit of a slot is left in Z1 and Z2 into its list at to.
#define SLOT(bit, to, n, live, k) \
	VPTESTMQ      bit, Z1, k      \
	VPTESTMQ      bit, Z2, K4     \
	KSHIFTLW      $8, K4, K4      \
	KORW          K4, k, k        \
	KANDW         K6, k, k        \
	VPCOMPRESSD.Z Z0, k, Z3       \
	VPMOVDW       Z3, Y3          \
	VMOVDQU       Y3, (to)(n*2)   \
	KMOVW         k, AX           \
	POPCNTL       AX, AX          \
	ADDQ          AX, n           \
	KANDW         K5, k, k        \
	KMOVW         k, AX           \
	POPCNTL       AX, AX          \
	ADDQ          AX, live

// func wakeVector(s *Sleepers)
//
// Z0 numbers with LiveBit, Z30 and Z31 keys before mixing, Z29 numbers, Z20 and Z21 chances by class. K5 are live
// shoppers, K6 are there.
TEXT ·wakeVector(SB), NOSPLIT, $0-8
	MOVQ s+0(FP), DI
	MOVQ Sleepers_Habits(DI), SI
	MOVQ (Sleepers_Habits+8)(DI), CX
	MOVQ Sleepers_Awake(DI), AX
	VMOVDQU64 (AX), Z20
	VMOVDQU64 64(AX), Z21
	MOVQ Sleepers_Active(DI), R8
	MOVQ (Sleepers_Active+24)(DI), R9
	MOVQ (Sleepers_Active+48)(DI), R10
	XORQ R11, R11 // active, by slot
	XORQ R12, R12
	XORQ R13, R13
	XORQ BX, BX   // live shoppers among them
	XORQ DX, DX
	XORQ R15, R15
	MOVL  $0xaaaa, AX
	KMOVW AX, K7
	VPBROADCASTQ LOW32, Z23
	VPBROADCASTQ DRAW, Z24
	VPBROADCASTQ CLASS, Z25
	VPBROADCASTQ OFFPEAK, Z16
	VPBROADCASTQ NOON, Z17
	VPBROADCASTQ EVENING, Z18
	VPBROADCASTQ MIX, Z28
	VPBROADCASTQ MEMBER, Z22
	VMOVDQU      wakeOrder<>(SB), X1
	VPMOVZXBD    X1, Z29
	VPMOVZXBQ    X1, Z30
	VPMULLQ      Z22, Z30, Z30
	VPBROADCASTQ Sleepers_Key(DI), Z1
	VPADDQ       Z1, Z30, Z30
	VPSLLQ       $3, Z22, Z1
	VPADDQ       Z1, Z30, Z31
	VPSLLQ       $4, Z22, Z22 // of sixteen consumers

next:
	MOVL  $0xffff, AX
	CMPQ  CX, $16
	JGE   load
	MOVL  $1, AX
	SHLL  CX, AX
	DECL  AX

load:
	KMOVW        AX, K6
	VMOVDQU8.Z   (SI), K6, X4
	VPMOVZXBD    X4, Z0
	VPTESTMD.BCST ADOPTER, Z0, K5
	VPSLLD       $11, Z0, Z0
	VPANDD.BCST  LIVE, Z0, Z0
	VPORD        Z29, Z0, Z0
	VPSRLDQ      $8, X4, X5

	VMOVDQA64 Z30, Z1
	MIXED(Z1, Z6, Z7, Z8, Z9)
	VMOVDQA64 Z31, Z2
	MIXED(Z2, Z10, Z11, Z12, Z13)
	CHANCES(X4, Z1, Z6)
	CHANCES(X5, Z2, Z7)

	SLOT(Z16, R8, R11, BX, K1)
	SLOT(Z17, R9, R12, DX, K2)
	SLOT(Z18, R10, R13, R15, K3)
	KORW    K1, K2, K1
	KORW    K1, K3, K1
	KMOVW   K1, AX
	POPCNTL AX, AX
	ADDQ    AX, Sleepers_Shoppers(DI)

	VPADDQ      Z22, Z30, Z30
	VPADDQ      Z22, Z31, Z31
	VPADDD.BCST SIXTEEN, Z29, Z29
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
