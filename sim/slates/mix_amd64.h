// MIXED is chance.Mix of the numbers in a: the high half of the product of z and z^MIX, and the low half, from products
// of 32 bits. Z28 has MIX, Z23 LOW32, K7 the odd lanes; b to e are used up.
#define MIXED(a, b, c, d, e) \
	VPXORQ    Z28, a, b  \
	VPSRLQ    $32, a, c  \
	VPSRLQ    $32, b, d  \
	VPMULUDQ  a, d, e    \
	VPMULUDQ  a, b, a    \
	VPMULUDQ  c, b, b    \
	VPMULUDQ  c, d, c    \
	VPSRLQ    $32, a, d  \
	VPADDQ    d, e, e    \
	VPANDQ    Z23, e, d  \
	VPADDQ    d, b, b    \
	VPSRLQ    $32, e, e  \
	VPSRLQ    $32, b, d  \
	VPADDQ    e, c, c    \
	VPADDQ    d, c, c    \
	VPSLLQ    $32, b, b  \
	VMOVDQA32 b, K7, a   \
	VPXORQ    c, a, a
