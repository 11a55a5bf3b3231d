// draw.mjs - opens books in Chromium, page by page; jobs come as JSON on standard input.
//
// A job is {book, out, width, height, ratio, font, margin, gap, sections, shots}; its answer, a line of
// JSON on standard output, has the sections with their pages, the pictures' names and what look.js found.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'

const here = new URL('.', import.meta.url).pathname
const root = path.join(here, '../..')
const modules = path.join(root, 'build/tools/pages-npm/node_modules')
const { chromium } = createRequire(path.join(modules, 'x.js'))('playwright-core')
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.epub': 'application/epub+zip' }

let current
const serve = route => {
    const name = new URL(route.request().url()).pathname
    const file = name === '/book.epub' ? current
        : name.startsWith('/foliate/') ? path.join(modules, 'foliate-js', path.normalize(name.slice(9)))
            : path.join(here, path.basename(name))
    if (!fs.existsSync(file)) return route.fulfill({ status: 404 })
    return route.fulfill({ body: fs.readFileSync(file), contentType: TYPES[path.extname(file)] ?? 'application/octet-stream' })
}

const shoot = async (cdp, job, file) => {
    const clip = { x: 0, y: 0, width: job.width, height: job.height, scale: job.ratio }
    const { data } = await cdp.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true, clip })
    fs.writeFileSync(file, Buffer.from(data, 'base64'))
}

/** One section: its pages, pictures of all of them, and of some again in the dark. */
const section = async (page, cdp, job, index, id, ways) => {
    const count = await page.evaluate(i => window.showSection(i), index)
    const found = await page.evaluate(() => window.lookAt())
    const shots = [], dark = []
    const name = n => path.join(job.out, `${String(index).padStart(3, '0')}-${String(n).padStart(3, '0')}.png`)
    for (let n = 0; job.shots && n < count; n++) {
        const frame = await page.evaluate(k => window.turnTo(k), n)
        await shoot(cdp, job, name(n))
        shots.push({ file: name(n), frame })
    }
    found.samples = found.samples.filter(s => !ways.has(s.key) && ways.add(s.key))
    const wanted = [...new Set(found.samples.map(s => s.page))].filter(n => n >= 0 && n < count)
    if (job.shots && wanted.length) {
        await page.emulateMedia({ colorScheme: 'dark' })
        for (const n of wanted) {
            const frame = await page.evaluate(k => window.turnTo(k), n)
            const file = name(n).replace('.png', '-dark.png')
            await shoot(cdp, job, file)
            dark.push({ file, frame, page: n })
        }
        await page.emulateMedia({ colorScheme: 'light' })
    }
    return { index, id, pages: count, shots, dark, ...found }
}

const draw = async (browser, job) => {
    const context = await browser.newContext({ viewport: { width: job.width, height: job.height },
        deviceScaleFactor: job.ratio, locale: 'zh-CN', timezoneId: 'UTC', colorScheme: 'light', reducedMotion: 'reduce' })
    const errors = []
    try {
        await context.route('**/*', route => route.request().url().startsWith('http://reader.test/') ? serve(route) : route.abort())
        const page = await context.newPage()
        page.on('pageerror', e => errors.push(String(e)))
        page.on('requestfailed', r => errors.push(`asked for ${r.url().slice(0, 100)}`))
        const cdp = await context.newCDPSession(page)
        current = job.book
        await page.goto('http://reader.test/reader.html')
        await page.waitForFunction(() => window.openBook)
        const { font, margin, gap } = job
        const all = await page.evaluate(o => window.openBook(o), { url: '/book.epub', font, margin, gap })
        const ways = new Set(), sections = []
        for (let i = 0; i < all.length; i++)
            if (!job.sections || job.sections.includes(i)) sections.push(await section(page, cdp, job, i, all[i].id, ways))
        return { job, sections, errors }
    } catch (e) {
        return { job, sections: [], errors: [...errors, String(e)] }
    } finally {
        await context.close()
    }
}

const jobs = JSON.parse(fs.readFileSync(0, 'utf8'))
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--font-render-hinting=none', '--force-color-profile=srgb', '--disable-lcd-text', '--hide-scrollbars', '--disable-dev-shm-usage', '--disable-gpu'] })
for (const job of jobs) {
    fs.mkdirSync(job.out, { recursive: true })
    console.log(JSON.stringify(await draw(browser, job)))
}
await browser.close()
