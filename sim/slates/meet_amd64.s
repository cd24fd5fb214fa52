#include "go_asm.h"
#include "textflag.h"
#include "mix_amd64.h"

// Constants of chance.Key (agents/chance/chance.go), each taken in all lanes.
DATA meetWide<>+0(SB)/8, $0xd1342543de82ef95  // Member
DATA meetWide<>+8(SB)/8, $0x9e3779b97f4a7c15  // Golden
DATA meetWide<>+16(SB)/8, $0x3c6ef372fe94f82a // 2·Golden
DATA meetWide<>+24(SB)/8, $0xdaa66d2c7ddf743f // 3·Golden
DATA meetWide<>+32(SB)/8, $0xe7037ed1a0b428db // of Mix
DATA meetWide<>+40(SB)/8, $0x8000800080008000
DATA meetWide<>+48(SB)/8, $0x0001000100010001
DATA meetWide<>+56(SB)/8, $0x00000000ffffffff
DATA meetWide<>+64(SB)/8, $0x00000000d1342543  // Member, high half
DATA meetWide<>+72(SB)/8, $0x000000009e3779b9  // Golden, high half
GLOBL meetWide<>(SB), RODATA|NOPTR, $80

#define MEMBER meetWide<>+0(SB)
#define GOLDEN meetWide<>+8(SB)
#define GOLDEN2 meetWide<>+16(SB)
#define GOLDEN3 meetWide<>+24(SB)
#define MIX meetWide<>+32(SB)
#define HIGH meetWide<>+40(SB)
#define LANES meetWide<>+48(SB)
#define LOW32 meetWide<>+56(SB)
#define MEMBERHIGH meetWide<>+64(SB)
#define GOLDENHIGH meetWide<>+72(SB)

DATA meetConst<>+0(SB)/4, $0x00007fff
DATA meetConst<>+4(SB)/4, $0x00008000
DATA meetConst<>+8(SB)/4, $0x00000fff
DATA meetConst<>+12(SB)/4, $0x0000000c
DATA meetConst<>+16(SB)/4, $0x0000001f
DATA meetConst<>+20(SB)/4, $0x0000002b
DATA meetConst<>+24(SB)/4, $0x0000ffff
DATA meetConst<>+28(SB)/4, $0x0000007f
DATA meetConst<>+32(SB)/4, $0x0000000f
GLOBL meetConst<>(SB), RODATA|NOPTR, $36

#define LOW15 meetConst<>+0(SB)
#define LIVE meetConst<>+4(SB)
#define LOW12 meetConst<>+8(SB)
#define TWELVE meetConst<>+12(SB)
#define THIRTYONE meetConst<>+16(SB)
#define THIRD meetConst<>+20(SB) // n·43 >> 7 is n/3 below 16
#define LOW16 meetConst<>+24(SB)
#define LONGEST meetConst<>+28(SB)
#define LOW4 meetConst<>+32(SB)

// The even and the odd halves of two registers of 64-bit numbers.
DATA evenHalves<>+0(SB)/8, $0x0000000200000000
DATA evenHalves<>+8(SB)/8, $0x0000000600000004
DATA evenHalves<>+16(SB)/8, $0x0000000a00000008
DATA evenHalves<>+24(SB)/8, $0x0000000e0000000c
DATA evenHalves<>+32(SB)/8, $0x0000001200000010
DATA evenHalves<>+40(SB)/8, $0x0000001600000014
DATA evenHalves<>+48(SB)/8, $0x0000001a00000018
DATA evenHalves<>+56(SB)/8, $0x0000001e0000001c
GLOBL evenHalves<>(SB), RODATA|NOPTR, $64
DATA oddHalves<>+0(SB)/8, $0x0000000300000001
DATA oddHalves<>+8(SB)/8, $0x0000000700000005
DATA oddHalves<>+16(SB)/8, $0x0000000b00000009
DATA oddHalves<>+24(SB)/8, $0x0000000f0000000d
DATA oddHalves<>+32(SB)/8, $0x0000001300000011
DATA oddHalves<>+40(SB)/8, $0x0000001700000015
DATA oddHalves<>+48(SB)/8, $0x0000001b00000019
DATA oddHalves<>+56(SB)/8, $0x0000001f0000001d
GLOBL oddHalves<>(SB), RODATA|NOPTR, $64

// DRAW is a draw under the keys in Z3 and Z5: into Z9 and Z16.
#define DRAW(step) \
	VPADDQ.BCST step, Z3, Z9      \
	VPADDQ.BCST step, Z5, Z16     \
	MIXED(Z9, Z1, Z2, Z4, Z8)     \
	MIXED(Z16, Z1, Z2, Z4, Z8)

// HALVES puts the low halves of two registers into lo (or the high ones, from Z26).
#define HALVES(a, b, which, into) \
	VMOVDQA32 which, into \
	VPERMI2D  b, a, into

#define GATHERWIDE(at, base, numbers, into) \
	KXNORW     K1, K1, K1         \
	VPXORQ     into, into, into   \
	VPGATHERDQ at(base)(numbers*1), K1, into

#define GATHER(at, base, numbers, scale, into) \
	KXNORW     K1, K1, K1         \
	VPXORD     into, into, into   \
	VPGATHERDD at(base)(numbers*scale), K1, into

// ARISEN leaves in a the mask of needs that have arisen, of the words in a0 to a2 (Due); t is used up.
#define ARISEN(a0, a1, a2, a, t) \
	VPSUBQ a0, Z25, a     \
	VPANDQ Z24, a, a      \
	VPSRLQ $15, a, a      \
	VPSUBQ a1, Z25, t     \
	VPANDQ Z24, t, t      \
	VPSRLQ $14, t, t      \
	VPORQ  t, a, a        \
	VPSUBQ a2, Z25, t     \
	VPANDQ Z24, t, t      \
	VPSRLQ $13, t, t      \
	VPORQ  t, a, a        \
	VPSRLQ $13, a, t      \
	VPORQ  t, a, t        \
	VPSRLQ $26, t, a      \
	VPORQ  t, a, a

// WANTED leaves in a0 the day number of the need wanted: lane count/16 of word which.
#define WANTED(a0, a1, a2, which, count) \
	VPMOVZXDQ which, Z1        \
	VPMOVZXDQ count, Z2        \
	VPTESTMQ  Z17, Z1, K1      \
	VMOVDQA64 a1, K1, a0       \
	VPSRLQ    $1, Z1, Z1       \
	VPTESTMQ  Z17, Z1, K1      \
	VMOVDQA64 a2, K1, a0       \
	VPSRLVQ   Z2, a0, a0

// PUT adds the numbers of the lanes in k to the column of a list that has AX of them.
#define PUT(numbers, k, list, column) \
	VPCOMPRESSD.Z numbers, k, Z1 \
	VMOVDQU32     Z1, column(list)(AX*4)

#define COUNT(k, list) \
	KMOVW   k, BX             \
	POPCNTL BX, BX            \
	ADDQ    BX, Arrived_N(list)

#define PUTALL(k, list) \
	MOVQ Arrived_N(list), AX          \
	PUT(Z7, k, list, Arrived_Key)     \
	PUT(Z6, k, list, Arrived_Twist)   \
	PUT(Z11, k, list, Arrived_Turn)   \
	PUT(Z18, k, list, Arrived_Pending) \
	PUT(Z12, k, list, Arrived_ReachLo) \
	PUT(Z13, k, list, Arrived_ReachHi) \
	PUT(Z3, k, list, Arrived_TasteLo) \
	PUT(Z4, k, list, Arrived_TasteHi) \
	PUT(Z5, k, list, Arrived_Style)   \
	PUT(Z16, k, list, Arrived_Outside) \
	PUT(Z14, k, list, Arrived_Shelf)  \
	PUT(Z0, k, list, Arrived_Who)     \
	PUT(Z8, k, list, Arrived_Base)    \
	PUT(Z9, k, list, Arrived_Size)    \
	PUT(Z20, k, list, Arrived_AllBase) \
	PUT(Z21, k, list, Arrived_AllSize) \
	COUNT(k, list)

// func meetVector(a *Arrivals, s *Slot, active *uint16, n int)
//
// Z0 numbers of records, then Who, Z3 and Z5 keys, Z6 Twist, Z7 Key, Z10 and Z11 the first draw, low and high halves, Z12
// and Z13 reach, Z14 shelf, Z15 offsets of records, Z16 outside, Z18 pending, Z19 need. K2 browse, K3 search, K4 have an
// open need, K5 are live shoppers, K6 are there, K7 odd lanes.
TEXT ·meetVector(SB), NOSPLIT, $0-32
	MOVQ a+0(FP), DI
	MOVQ s+8(FP), SI
	MOVQ active+16(FP), DX
	MOVQ n+24(FP), CX
	MOVQ Slot_Records(SI), R8
	MOVQ Slot_Urgency(SI), R9
	MOVQ Slot_Tables(SI), R10
	MOVQ Slot_Wheels(SI), R11
	LEAQ Arrived__size(DI), R12
	LEAQ Arrived__size(R12), R13

	VPBROADCASTQ MEMBERHIGH, Z22
	VPBROADCASTQ LOW32, Z23
	VPBROADCASTQ HIGH, Z24
	MOVQ         Slot_Day(SI), AX
	VPBROADCASTQ AX, Z25
	VPBROADCASTQ LANES, Z1
	VPMULLQ      Z1, Z25, Z25
	VPORQ        Z24, Z25, Z25
	VMOVDQU32    oddHalves<>(SB), Z26
	VMOVDQU32    evenHalves<>(SB), Z27
	VPBROADCASTQ MIX, Z28
	VPBROADCASTQ MEMBER, Z30
	VPBROADCASTQ Slot_Key(SI), Z31
	MOVL         $0xaaaa, AX
	KMOVW        AX, K7

next:
	MOVL  $0xffff, AX
	CMPQ  CX, $16
	JGE   load
	MOVL  $1, AX
	SHLL  CX, AX
	DECL  AX

load:
	KMOVD       AX, K6
	VMOVDQU16.Z (DX), K6, Y0
	VPMOVZXWD   Y0, Z0
	VPTESTMD.BCST LIVE, Z0, K5
	VPANDD.BCST LOW15, Z0, Z0

	// keys: Z3, Z5
	VPMOVZXDQ     Y0, Z1
	VEXTRACTI64X4 $1, Z0, Y2
	VPMOVZXDQ     Y2, Z2
	VPMULUDQ      Z30, Z1, Z3
	VPMULUDQ      Z22, Z1, Z4
	VPSLLQ        $32, Z4, Z4
	VPADDQ        Z4, Z3, Z3
	VPADDQ        Z31, Z3, Z3
	VPMULUDQ      Z30, Z2, Z5
	VPMULUDQ      Z22, Z2, Z4
	VPSLLQ        $32, Z4, Z4
	VPADDQ        Z4, Z5, Z5
	VPADDQ        Z31, Z5, Z5
	MIXED(Z3, Z1, Z2, Z4, Z8)
	MIXED(Z5, Z1, Z2, Z4, Z8)
	HALVES(Z3, Z5, Z27, Z6)
	HALVES(Z3, Z5, Z26, Z7)
	DRAW(GOLDEN)
	HALVES(Z9, Z16, Z27, Z10)
	HALVES(Z9, Z16, Z26, Z11)
	DRAW(GOLDEN2)
	HALVES(Z9, Z16, Z26, Z12)
	HALVES(Z9, Z16, Z27, Z13)
	DRAW(GOLDEN3)
	HALVES(Z9, Z16, Z27, Z14)

	// needs that are open: Z18, of the words in Z3, Z4, Z5 and Z8, Z9, Z16
	VPSLLD        $5, Z0, Z15
	VPSLLD        $6, Z0, Z1
	VPADDD        Z1, Z15, Z15
	VEXTRACTI64X4 $1, Z15, Y2
	GATHERWIDE(0, R8, Y15, Z3)
	GATHERWIDE(8, R8, Y15, Z4)
	GATHERWIDE(16, R8, Y15, Z5)
	GATHERWIDE(0, R8, Y2, Z8)
	GATHERWIDE(8, R8, Y2, Z9)
	GATHERWIDE(16, R8, Y2, Z16)
	ARISEN(Z3, Z4, Z5, Z17, Z1)
	ARISEN(Z8, Z9, Z16, Z20, Z1)
	HALVES(Z17, Z20, Z27, Z18)
	VPANDD.BCST LOW12, Z18, Z18
	VPTESTMD    Z18, Z18, K4

	// the one wanted (anyOf): Z19
	VPSRLD       $12, Z10, Z19
	VPANDD.BCST  LOW12, Z19, Z19
	VPMULLD.BCST TWELVE, Z19, Z19
	VPSRLD       $12, Z19, Z19
	VPSLLD       $12, Z18, Z20
	VPORD        Z18, Z20, Z20
	VPSRLVD      Z19, Z20, Z20
	VPXORD       Z21, Z21, Z21
	VPSUBD       Z20, Z21, Z1
	VPANDD       Z1, Z20, Z20
	VPLZCNTD     Z20, Z20
	VPBROADCASTD THIRTYONE, Z1
	VPSUBD       Z20, Z1, Z20
	VPADDD       Z20, Z19, Z19
	VPBROADCASTD TWELVE, Z1
	VPCMPUD      $5, Z1, Z19, K1
	VPSUBD       Z1, Z19, K1, Z19
	VMOVDQA32.Z  Z19, K4, Z19

	// how long it has been open: Z20
	VPMULLD.BCST  THIRD, Z19, Z20
	VPSRLD        $7, Z20, Z20
	VPADDD        Z20, Z20, Z21
	VPADDD        Z20, Z21, Z21
	VPSUBD        Z21, Z19, Z21
	VPSLLD        $4, Z20, Z20
	VPBROADCASTQ  LANES, Z17
	VPSRLQ        $48, Z17, Z17 // 1
	WANTED(Z3, Z4, Z5, Y21, Y20)
	VEXTRACTI64X4 $1, Z21, Y21
	VEXTRACTI64X4 $1, Z20, Y20
	WANTED(Z8, Z9, Z16, Y21, Y20)
	HALVES(Z3, Z8, Z27, Z20)
	VPANDD.BCST   LOW16, Z20, Z20
	VPBROADCASTD  Slot_Day(SI), Z1
	VPSUBD        Z20, Z1, Z20
	VPXORD        Z1, Z1, Z1
	VPMAXSD       Z1, Z20, Z20
	VPMINSD.BCST  LONGEST, Z20, Z20

	// outside and the shelf: Z16, Z14
	GATHER(0, R9, Z20, 4, Z21)
	VPANDD.BCST LOW12, Z10, Z1
	GATHER(Tables_Gumbel, R10, Z1, 2, Z16)
	VPSLLD      $16, Z16, Z16
	VPSRAD      $16, Z16, Z16
	VPADDD.BCST Slot_Outside(SI), Z16, Z16
	VPANDD.BCST LOW12, Z14, Z1
	GATHER(Tables_Gumbel, R10, Z1, 2, Z14)
	VPSLLD      $16, Z14, Z14
	VPSRAD      $16, Z14, Z14
	VPADDD      Z21, Z14, Z14
	VPADDD.BCST Slot_Shelf(SI), Z14, Z14

	// who searches
	VPSRLD       $24, Z10, Z1
	VPSLLD       $8, Z11, Z2
	VPORD        Z2, Z1, Z1
	VPANDD.BCST  LOW16, Z1, Z1
	VPCMPUD.BCST $1, Slot_Purposive(SI), Z1, K4, K3
	VPSRLD       $8, Z11, Z11
	VPANDD.BCST  LOW16, Z11, Z11
	KANDNW       K4, K5, K4 // not live shoppers, with a need
	KANDW        K4, K6, K4
	KANDW        K5, K6, K5
	KANDNW       K5, K3, K2
	KANDW        K5, K3, K3

	// tastes and style: Z3, Z4, Z5
	GATHER(24, R8, Z15, 1, Z3)
	GATHER(28, R8, Z15, 1, Z5)
	VPANDD.BCST LOW16, Z5, Z4
	VPSLLD      $8, Z5, Z1
	VPSRAD      $24, Z1, Z1
	VPANDD.BCST LOW16, Z1, Z1
	VPSRAD      $24, Z5, Z5
	VPSLLD      $16, Z5, Z5
	VPORD       Z1, Z5, Z5

	// wheels: of the profile's category or of the need's, Z8 and Z9; of all rooms, Z20 and Z21
	GATHER(92, R8, Z15, 1, Z2)
	VPSRLD      $24, Z2, Z2
	VMOVDQA32   Z19, K3, Z2
	VPANDD.BCST LOW4, Z2, Z2
	VPXORD      Z17, Z17, Z17
	CMPQ        Slot_Circles(SI), $1
	JEQ         wheels
	VPMOVZXDQ     Y0, Z8
	VEXTRACTI64X4 $1, Z0, Y9
	VPMOVZXDQ     Y9, Z9
	VPADDQ.BCST   Slot_First(SI), Z8, Z8
	VPADDQ.BCST   Slot_First(SI), Z9, Z9
	VPBROADCASTQ  GOLDEN, Z20
	VPBROADCASTQ  GOLDENHIGH, Z21
	VPBROADCASTQ  Slot_Circles(SI), Z1
	VPMULUDQ      Z21, Z8, Z17 // the product with the golden ratio
	VPSLLQ        $32, Z17, Z17
	VPMULUDQ      Z20, Z8, Z8
	VPADDQ        Z17, Z8, Z8
	VPMULUDQ      Z21, Z9, Z17
	VPSLLQ        $32, Z17, Z17
	VPMULUDQ      Z20, Z9, Z9
	VPADDQ        Z17, Z9, Z9
	VPMULUDQ      Z1, Z8, Z17  // its product with the number of circles, from bit 64 up
	VPSRLQ        $32, Z17, Z17
	VPSRLQ        $32, Z8, Z8
	VPMULUDQ      Z1, Z8, Z8
	VPADDQ        Z17, Z8, Z8
	VPMULUDQ      Z1, Z9, Z17
	VPSRLQ        $32, Z17, Z17
	VPSRLQ        $32, Z9, Z9
	VPMULUDQ      Z1, Z9, Z9
	VPADDQ        Z17, Z9, Z9
	HALVES(Z8, Z9, Z26, Z17)
	VPSLLD        $4, Z17, Z17

wheels:
	VPADDD      Z17, Z2, Z2
	GATHER(0, R11, Z2, 8, Z8)
	GATHER(4, R11, Z2, 8, Z9)
	VPADDD.BCST TWELVE, Z17, Z17
	GATHER(0, R11, Z17, 8, Z20)
	GATHER(4, R11, Z17, 8, Z21)

	VPSLLD $16, Z19, Z1
	VPORD  Z1, Z0, Z0
	PUTALL(K2, DI)
	PUTALL(K3, R12)
	MOVQ Arrived_N(R13), AX
	PUT(Z7, K4, R13, Arrived_Key)
	PUT(Z6, K4, R13, Arrived_Twist)
	PUT(Z16, K4, R13, Arrived_Outside)
	PUT(Z14, K4, R13, Arrived_Shelf)
	PUT(Z0, K4, R13, Arrived_Who)
	COUNT(K4, R13)

	ADDQ $32, DX
	SUBQ $16, CX
	JG   next

	VZEROUPPER
	RET
