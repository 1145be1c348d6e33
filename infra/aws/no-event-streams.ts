/**
 * In a bundle this stands in place of the SDK's event streams, by which a service answers with a stream of messages
 * (S3 Select, transcripts): 14 KB that come along with every client, for operations that nobody here calls. Asked for
 * after all, it throws an error with a name.
 */

class EventStreamsLeftOut extends Error {
  override readonly name = 'EventStreamsLeftOut'
  constructor() {
    super('this bundle holds no event streams: see infra/aws/lean.ts')
  }
}

const leftOut = () => {
  throw new EventStreamsLeftOut()
}

/** By the SDK's own name and form: made with each client, used by an operation whose answer is a stream of messages. */
export const eventStreamSerdeProvider = () => ({ serialize: leftOut, deserialize: leftOut })

/** By the SDK's own name and form: a client's configuration with its reader of event streams. */
export function resolveEventStreamSerdeConfig<Marshaller>(input: {
  readonly eventStreamSerdeProvider: (all: object) => Marshaller
}) {
  return Object.assign(input, { eventStreamMarshaller: input.eventStreamSerdeProvider(input) })
}

/** By the SDK's own name: made when an operation sends or is answered by a stream of messages. */
export class EventStreamSerde {
  constructor() {
    leftOut()
  }
}
