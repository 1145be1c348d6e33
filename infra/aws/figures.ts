/**
 * What is watched beside failures: figures a function writes as a log line `{"figure": name, "value": n}`, counted by a
 * filter on its log. A log line needs no right and no address, and reads the same on one machine.
 */

export type Figure = {
  readonly name: string
  /** The function whose log says it. */
  readonly saidBy: string
  /** Whether not hearing it for two periods is a failure: for what is said every quarter of an hour. */
  readonly silenceIsFailure: boolean
  readonly ifItFails: string
}

export const figures: readonly Figure[] = [
  {
    name: 'morning-overdue',
    saidBy: 'begin-day',
    silenceIsFailure: true,
    ifItFails:
      'Today has not been begun by 08:00 London, or the quarter-hourly run has stopped. No school is reminded and nothing that falls due today is recorded until it has. Nothing is lost: the next run makes up for it.',
  },
  {
    name: 'wakes-overdue',
    saidBy: 'begin-day',
    silenceIsFailure: true,
    ifItFails:
      'The morning’s work was not done by 09:00 London. Some schools’ reminders of today have not been asked for. Nothing is lost: what is due is asked for again every quarter of an hour.',
  },
  {
    name: 'log-altered',
    saidBy: 'follow-log',
    silenceIsFailure: false,
    ifItFails:
      'Someone with rights to the table has changed or removed a commit of the log. Whom it hurts is not yet known: every record of the body rests on it. Run verify-log and find who it was before anything else.',
  },
  {
    name: 'dead-letters-waiting',
    saidBy: 'file-dead-letters',
    silenceIsFailure: true,
    ifItFails:
      'Something could not be done in several tries and waits for a person, or nobody looks for such work any more. Each is a task that says what did not happen and whom it touches; it stands under /dead-letters in the console.',
  },
  {
    name: 'mail-left',
    saidBy: 'receive-mail',
    silenceIsFailure: true,
    ifItFails:
      'Mail that came in could not be read or acted upon, or nobody looks for such mail any more. Somebody may have withdrawn their consent in it and still be written to. Nothing is lost: the mail is stored, and each quarter of an hour it is tried again.',
  },
  {
    name: 'post-stopped',
    saidBy: 'send-letters',
    silenceIsFailure: false,
    ifItFails:
      'The mail provider takes no letters from this account: suspended, paused, over its limit or the domain not verified. All letters wait, none is lost; schools hear nothing until a person has spoken to the provider.',
  },
]
