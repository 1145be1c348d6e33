// The standard library hands out `any` here, which is a cast nobody wrote. What comes from outside is unknown until parsed.

interface JSON {
  parse(text: string, reviver?: (this: unknown, key: string, value: unknown) => unknown): unknown
}
