/** What is assumed where nothing could be measured, each once and by its name; the page of the bill says all of it. */

/** Of the schools that take part some 240 of 6,500 are Centres of Excellence and some 100 Flagships. */
export const busyShare = (240 + 100) / 6_500

/** Members of staff: a few in any body, and one more for so many schools. */
export const fewestStaff = 4
export const schoolsForOneStaff = 800

/** What one of them opens: on each of so many days a month so many pages. */
export const pagesADay = 60
export const officeDays = 21

/** Mails that come in from one school in a year. */
export const mailsOfQuiet = 2
export const mailsOfBusy = 12
export const mailPart = 256 * 1024

/** A call takes so many times as long as on the machine that measured, and never less. */
export const slower = 3
export const leastMilliseconds = 20

/** Each function starts anew so often a day, and is billed for as long. */
export const startsADay = 30
export const startMilliseconds = 600

/**
 * Units a call reads to see whether settings changed: here all functions share one look a second, there calls rarely meet
 * in one process. One that starts anew reads settings, five nations' calendars of 24 KB and a key besides.
 */
export const unitsOfLook = 1
export const unitsOfStart = 32

/** Bytes of Lambda's own lines for a call, and of the door's line for a request. */
export const linesOfCall = 350
export const lineOfRequest = 300
export const monthsOfLines = 3

/**
 * Lambda asks a queue with five calls at a time, each waiting 20 s for a message. (It would come down to two where no
 * most concurrency is set; it is set here. docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html)
 */
export const askers = 5
export const asksSeconds = 20

/** A message is sent, received and deleted; batches would save some of it. */
export const requestsOfMessage = 3

/**
 * The vault's table asks for its key again five minutes after a function's last use; here each function does all month.
 * (docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html)
 */
export const keyAskedSeconds = 300

/** The key is made anew each year; the first two times raise its price, the others do not (aws.amazon.com/kms/pricing). */
export const versionsOfKey = 3

/** Nothing is taken from the log, so the bill is that of this year. */
export const yearOfBill = 10

export const daysOfMonth = 365.25 / 12
export const quarterHoursOfMonth = daysOfMonth * 96
export const secondsOfMonth = daysOfMonth * 86_400
/** A GB of 10^9 bytes is less than AWS's, so that there are more of them. */
export const gigabyte = 1e9
