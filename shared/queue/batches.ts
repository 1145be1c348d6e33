/** Messages as the queue counts them: which go together in one call. */

/** One call takes ten messages of 256 KB together, each delayed by at most 15 minutes (SQS quotas). */
export const mostMessages = 10
export const mostBytes = 256 * 1024
export const longestDelay = 900

/** Messages in calls that fit, in order. */
export function inCalls(bodies: readonly string[]): string[][] {
  const calls: string[][] = []
  let bytes = 0
  for (const body of bodies) {
    const size = Buffer.byteLength(body)
    const call = calls.at(-1)
    const fits = call && call.length < mostMessages && bytes + size <= mostBytes
    if (fits) call.push(body)
    else calls.push([body])
    bytes = fits ? bytes + size : size
  }
  return calls
}
