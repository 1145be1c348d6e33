/** Files: uploads, reports, seals, exports. Kept whole; a key is a path. */
export interface Files {
  put(key: string, body: string | Uint8Array, contentType: string): Promise<void>
  /** The bytes, or undefined when there is no such file. */
  get(key: string): Promise<Uint8Array | undefined>
  /** The bytes with the type they were put with, or undefined when there is no such file. */
  open(key: string): Promise<{ bytes: Uint8Array; contentType: string } | undefined>
  /** Files whose key begins with the prefix, in the order of their keys; `size` in bytes, `at` the instant of the last put. */
  list(prefix: string): AsyncIterable<{ key: string; size: number; at: string }>
  /**
   * An address to PUT a file to, good for `seconds`. It sets no bound on the size and can be used again while it is
   * good: the key must be fresh, and whoever takes the file up looks at its size first.
   */
  uploadAddress(key: string, contentType: string, seconds: number): Promise<string>
  /** Takes a file away; nothing happens where there is none. */
  remove(key: string): Promise<void>
}
