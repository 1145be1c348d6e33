/** What staff do with letters: the body's own words around them, letters to oneself, bulletins. */
import { bulletinStream } from '../../../events/bulletin/decide.ts'
import { commands } from '../../../events/commands.ts'
import { sendBulletin, writeBulletin } from '../../../shared/deeds/bulletins.ts'
import { sendTestLetter } from '../../../shared/deeds/test-letters.ts'
import { changeLetterhead, changeParagraph } from '../../../shared/deeds/wording.ts'
import { one } from './performer.ts'

export const letterPerformers = {
  'change-letter': one(commands['change-letter'], ({ tools, doing, body: { kind, paragraph } }) =>
    changeParagraph(tools, kind, paragraph || undefined, doing),
  ),

  'change-letterhead': one(commands['change-letterhead'], ({ tools, doing, body }) =>
    changeLetterhead(tools, body, doing),
  ),

  'test-letter': one(commands['test-letter'], ({ tools, doing, caller, body: { kind, values } }) =>
    sendTestLetter(tools, caller.id, kind, values, doing),
  ),

  'write-bulletin': one(commands['write-bulletin'], ({ tools, doing, body: { bulletin, ...text } }) =>
    writeBulletin(tools, bulletin, text, doing),
  ),

  'send-bulletin': one(commands['send-bulletin'], async ({ tools, doing, body: { bulletin } }) =>
    (await tools.log.head(bulletinStream(bulletin))) ? sendBulletin(tools, bulletin, doing) : { notFound: 'bulletin' },
  ),
}
