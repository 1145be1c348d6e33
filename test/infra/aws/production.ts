/** What a deploy of production must be told. */
export const production = { stage: 'production', mailDomain: 'letters.body.example' }
