/** serve-public with real tools. */
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { publicUrl } from '../../shared/edge/env.ts'
import { mailHere } from '../../shared/edge/files-s3.ts'
import { httpDoor } from '../../shared/edge/http-door.ts'
import { failLine } from '../../shared/edge/lines.ts'
import { look } from '../../shared/edge/standing.ts'
import { boardHere, viewsHere } from '../../shared/edge/tables-dynamodb.ts'
import { servePublic } from './app.tsx'
import type { PublicTools } from './tools.ts'

const tools: PublicTools = {
  ...deedToolsHere(),
  board: boardHere(),
  views: viewsHere(),
  mail: mailHere(),
  publicUrl,
  look,
  report: (thrown, about) => failLine('a page could not be shown', thrown, { function: 'serve-public', ...about }),
}

export const handler = httpDoor(servePublic(tools))
