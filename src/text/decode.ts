/** Bytes of a file as text, or why they are none. Damaged bytes are refused, never replaced. */
export type Decoded = { readonly text: string } | { readonly problem: string };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How a file begins that Git LFS keeps elsewhere. */
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\r?\n/;

/** Reads UTF-8 (a byte-order mark is kept as the first character). */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { problem: 'Unexpected UTF-16, expected UTF-8' };
  }
  if (bytes.includes(0)) return { problem: 'Unexpected NUL byte, expected text in UTF-8' };
  try {
    const text = utf8.decode(bytes);
    return POINTER.test(text)
      ? { problem: 'Unexpected Git LFS pointer, expected the text it stands for (`git lfs pull` fetches it)' }
      : { text };
  } catch {
    return { problem: 'Unexpected bytes that are not UTF-8, expected text in UTF-8' };
  }
}
