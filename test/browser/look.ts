// temp
import { chromium } from 'playwright-core'
const url = process.argv[2] ?? 'http://localhost:3411'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
const page = await context.newPage()
await page.goto(`${url}/schools?q=a`)
await page.screenshot({ path: '/tmp/shots/sign-in.png', fullPage: true })
await page.fill('#name', 'Ada Byron')
await page.click('text=Sign in >> nth=-1')
const school = await page.getAttribute('tbody a', 'href')
await page.goto(`${url}/letters`)
const letter = await page.getAttribute('tbody a', 'href')
await page.goto(`${url}/log?type=ReviewReminderDue`)
const entry = await page.getAttribute('tbody a', 'href')
await page.goto(`${url}/reviews?state=booked`)
const booked = (await page.$('tbody a')) ? await page.getAttribute('tbody a', 'href') : school
const paths: Record<string, string> = { today: '/', schools: '/schools', reviews: '/reviews', letters: '/letters', tasks: '/tasks', log: '/log', school: booked ?? '', letter: letter ?? '', entry: entry ?? '', form: `${booked}/do/give-consent`, book: `${booked}/do/book-visit`, register: '/schools/do/register-school', nowhere: '/nowhere' }
for (const [name, width] of [['desk', 1280], ['phone', 360]] as const) {
  await page.setViewportSize({ width, height: 800 })
  for (const [key, path] of Object.entries(paths)) {
    await page.goto(url + path)
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    if (Number(wide) > width) console.log(name, key, wide)
    await page.screenshot({ path: `/tmp/shots/${key}-${name}.png`, fullPage: key !== 'schools' && key !== 'reviews' && key !== 'letters' && key !== 'log' })
  }
}
await page.setViewportSize({ width: 794, height: 1000 })
await page.emulateMedia({ media: 'print' })
await page.goto(url + (booked ?? ''))
await page.screenshot({ path: '/tmp/shots/school-print.png', fullPage: true })
await browser.close()
