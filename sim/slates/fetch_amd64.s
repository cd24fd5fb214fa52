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
