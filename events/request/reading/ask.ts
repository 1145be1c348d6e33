/** What a mail may ask of the body. */

export type Ask =
  | 'withdraw-service'
  | 'withdraw-news'
  | 'access'
  | 'erasure'
  | 'rectification'
  | 'complaint'
  | 'successor'
