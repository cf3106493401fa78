import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { test } from 'tap'
import { client } from '../../support/http/client.js'
import { ADMIN_KEY, testService } from '../../support/http/test-service.js'

/** Where browsers of this kind are installed; PADAN_BROWSER names another. */
const PLACES = [
  process.env.PADAN_BROWSER ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const executablePath = PLACES.find((place) => place !== '' && existsSync(place))
const skip = executablePath === undefined ? 'there is no Chromium here; name one by PADAN_BROWSER' : false

test(
  'in a browser without a network the page accepts a key and sends a call',
  { skip, timeout: 120_000 },
  async (t) => {
    const service = await testService(t)
    await client(t, service).post('/v1/agencies', { code: 'dinsos', name: 'Dinas Sosial' })
    const browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] })
    t.teardown(() => browser.close())
    const page = await browser.newPage()
    const elsewhere: string[] = []
    const failed: string[] = []
    await page.route('**', (route) => {
      const url = route.request().url()
      if (url.startsWith(service.address) || url.startsWith('data:')) return route.continue()
      elsewhere.push(url)
      return route.abort()
    })
    page.on('console', (message) => {
      if (message.type() === 'error') failed.push(message.text())
    })
    await page.goto(`${service.address}/docs`)

    await page.locator('button.authorize').first().click()
    await page.locator('.auth-container input').fill(ADMIN_KEY)
    await page.locator('.auth-btn-wrapper button.authorize').click()
    await page.locator('.auth-btn-wrapper button.btn-done').click()

    const operation = page.locator('#operations-Agencies_and_sources-listAgencies, [id$="-listAgencies"]').first()
    await operation.locator('.opblock-summary').click()
    await operation.locator('button.execute').click()
    const answer = operation.locator('.live-responses-table .response').first()
    await answer.waitFor()
    t.equal((await answer.locator('.response-col_status').innerText()).trim().split(/\s/)[0], '200')
    t.match(await answer.locator('.response-col_description').innerText(), /"name": "Dinas Sosial"/)

    t.same(elsewhere, [], 'nothing is asked for elsewhere')
    t.same(failed, [], 'the page has no errors')
  },
)
