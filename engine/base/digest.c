/* base/digest.c - BLAKE2b-128 through libb2. Its functions fail only for
 * lengths out of range, and these are constants.
 */
#include "base/digest.h"

#include <blake2.h>

void lia_digest_hex(char out[LIA_DIGEST_HEX + 1],
                    const uint8_t key[LIA_KEY_BYTES], char domain,
                    const char *text, size_t length)
{
    static const char digit[] = "0123456789abcdef";
    uint8_t digest[LIA_DIGEST_BYTES];
    blake2b_state state;

    if (key != NULL)
        (void)blake2b_init_key(&state, sizeof digest, key, LIA_KEY_BYTES);
    else
        (void)blake2b_init(&state, sizeof digest);
    (void)blake2b_update(&state, (const uint8_t *)&domain, 1);
    (void)blake2b_update(&state, (const uint8_t *)text, length);
    (void)blake2b_final(&state, digest, sizeof digest);
    for (size_t k = 0; k < sizeof digest; k++) {
        out[2 * k] = digit[digest[k] >> 4];
        out[2 * k + 1] = digit[digest[k] & 15];
    }
    out[LIA_DIGEST_HEX] = '\0';
}
