// browse.mjs ADDRESS - a person's way through a published folder in Chromium; what was seen as JSON.
import { createRequire } from 'node:module'
import path from 'node:path'
const modules = path.join(new URL('.', import.meta.url).pathname, '../../build/tools/pages-npm/node_modules')
const { chromium } = createRequire(path.join(modules, 'x.js'))('playwright-core')

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] })
const page = await (await browser.newContext()).newPage()
const bad = [], seen = { bad }
page.on('console', m => m.location().url.endsWith('/favicon.ico') || bad.push(m.text()))
page.on('pageerror', e => bad.push(String(e)))
page.on('requestfailed', r => bad.push(r.url()))
const links = () => page.$$eval('a[href]', all => all.map(a => a.href))
await page.goto(process.argv[2])
await page.goto((await links()).find(a => /\/issues\/[^/]*\/index.html$/.test(a)))
seen.book = (await links()).find(a => a.endsWith('.epub'))
await page.goto((await links()).find(a => a.includes('/read/')))
seen.first = await page.innerText('body')
await page.locator('a', { hasText: '下一篇' }).first().click()
seen.second = await page.innerText('body')
seen.sheets = await page.evaluate(() => document.styleSheets.length)
console.log(JSON.stringify(seen))
await browser.close()
