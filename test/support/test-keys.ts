/** Keys of no secret: what tests seal is thrown away with them. */
export const TEST_KEYS: readonly string[] = [Buffer.alloc(32, 7).toString('base64')];
