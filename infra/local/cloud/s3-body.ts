// The body of an upload as the SDK frames it when it streams (`aws-chunked`): chunks with their length before them, then
// trailers such as the checksum. Signatures of chunks are not looked at.

/** The object's own bytes; undefined if the framing is broken. */
export function objectBody(body: Buffer, header: (name: string) => string | undefined): Buffer | undefined {
  const framed =
    header('content-encoding')?.includes('aws-chunked') || header('x-amz-content-sha256')?.startsWith('STREAMING-')
  if (!framed) return body
  const whole = unframe(body)
  const length = header('x-amz-decoded-content-length')
  return whole && (length === undefined || whole.length === Number(length)) ? whole : undefined
}

function unframe(body: Buffer): Buffer | undefined {
  const chunks: Buffer[] = []
  let at = 0
  for (;;) {
    const end = body.indexOf('\r\n', at)
    if (end < 0) return undefined
    const length = Number.parseInt(body.subarray(at, end).toString('latin1').split(';')[0] ?? '', 16)
    if (Number.isNaN(length)) return undefined
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(body.subarray(end + 2, end + 2 + length))
    at = end + 2 + length + 2
  }
}
