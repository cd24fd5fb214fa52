#include "textflag.h"

// func fetch(records *byte, numbers *uint16, n int)
TEXT ·fetch(SB), NOSPLIT, $0-24
	MOVQ records+0(FP), DI
	MOVQ numbers+8(FP), SI
	MOVQ n+16(FP), CX
	TESTQ CX, CX
	JLE  done

next:
	MOVWLZX    (SI), AX
	ANDL       $0x7fff, AX // without LiveBit
	LEAQ       (AX)(AX*2), AX
	SHLQ       $5, AX
	PREFETCHT0 (DI)(AX*1)
	PREFETCHT0 64(DI)(AX*1)
	ADDQ       $2, SI
	DECQ       CX
	JNZ        next

done:
	RET

// func fetchRows(first *byte, size uintptr, rows *int32, n int)
TEXT ·fetchRows(SB), NOSPLIT, $0-32
	MOVQ first+0(FP), DI
	MOVQ size+8(FP), BX
	MOVQ rows+16(FP), SI
	MOVQ n+24(FP), CX
	TESTQ CX, CX
	JLE  done

next:
	MOVLQSX    (SI), AX
	IMULQ      BX, AX
	ADDQ       DI, AX
	PREFETCHT0 (AX)
	PREFETCHT0 -1(AX)(BX*1)
	ADDQ       $4, SI
	DECQ       CX
	JNZ        next

done:
	RET

// func fetchAll(things *unsafe.Pointer, size uintptr, n int)
TEXT ·fetchAll(SB), NOSPLIT, $0-24
	MOVQ things+0(FP), SI
	MOVQ size+8(FP), BX
	MOVQ n+16(FP), CX
	TESTQ CX, CX
	JLE  done

next:
	MOVQ       (SI), AX
	PREFETCHT0 (AX)
	PREFETCHT0 -1(AX)(BX*1)
	ADDQ       $8, SI
	DECQ       CX
	JNZ        next

done:
	RET
