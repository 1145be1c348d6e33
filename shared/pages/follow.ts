/**
 * The script of the log page, as it is sent to browsers: when asked to, it looks every few seconds for entries recorded
 * since, and shows them in place. What it fetches is a piece of the same page, drawn by the same code. It waits while
 * the page is out of sight and while somebody stands in the list, since what is being read must not move away; and it
 * ends by itself after an hour.
 */

/** Milliseconds between two looks, and looks until it ends by itself. */
const every = 5_000
const mostLooks = 720

export const followText = `'use strict'
{
  const box = document.querySelector('[data-follow]')
  const list = document.getElementById('entries')
  const says = document.getElementById('follow-says')
  const button = box.querySelector('button')
  const again = box.querySelector('a')
  let timer
  let looks = 0
  const idsIn = (place) => [...place.querySelectorAll('[data-entry]')].map((one) => one.dataset.entry)
  const say = (words) => {
    if (says.textContent !== words) says.textContent = words
  }
  const pause = (words) => {
    clearInterval(timer)
    timer = undefined
    button.textContent = 'Follow new entries'
    say(words)
  }
  const show = (html) => {
    const known = new Set(idsIn(list))
    const page = new DOMParser().parseFromString(html, 'text/html')
    const fresh = idsIn(page).filter((id) => !known.has(id))
    if (fresh.length === 0) return
    const words = fresh.length === 1 ? 'One new entry' : fresh.length + ' new entries'
    if (list.contains(document.activeElement)) return say(words + ' to show when you leave the list.')
    list.replaceChildren(...page.body.childNodes)
    for (const one of list.querySelectorAll('[data-entry]'))
      if (!known.has(one.dataset.entry)) one.classList.add('app-new')
    say(words + ' shown.')
  }
  const look = async () => {
    if (document.hidden) return
    looks += 1
    if (looks > ${mostLooks}) return pause('Paused after an hour.')
    try {
      const newest = idsIn(list)[0] ?? ''
      const answer = await fetch(box.dataset.follow + '&newest=' + encodeURIComponent(newest), { redirect: 'manual' })
      if (answer.status === 200) show(await answer.text())
      else if (answer.status !== 204) pause('Paused: load the page again, and sign in if you are asked to.')
    } catch {
      say('The log cannot be reached just now; it is tried again.')
    }
  }
  button.addEventListener('click', () => {
    if (timer !== undefined) return pause('Paused.')
    looks = 0
    timer = setInterval(look, ${every})
    button.textContent = 'Pause'
    say('Following: new entries appear by themselves.')
    look()
  })
  button.hidden = false
  again.hidden = true
}
`
