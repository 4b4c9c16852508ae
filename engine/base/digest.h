/* base/digest.h - BLAKE2b-128, with a key or without (RFC 7693).
 *
 * The one door to libb2. Without a key a digest only shortens: whoever can
 * guess the text can check the guess. What stands for a person is keyed.
 */
#ifndef LIA_BASE_DIGEST_H
#define LIA_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { LIA_DIGEST_BYTES = 16, LIA_DIGEST_HEX = 32, LIA_KEY_BYTES = 32 };

/* out: the hexadecimal digits and a NUL. key: NULL = none. domain: what the
 * text is, so that an account and a company of one name differ. */
void lia_digest_hex(char out[LIA_DIGEST_HEX + 1],
                    const uint8_t key[LIA_KEY_BYTES], char domain,
                    const char *text, size_t length);

#endif
