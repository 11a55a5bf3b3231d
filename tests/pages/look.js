// look.js - what is wrong on the pages of one chapter, found by asking the browser where each thing stands.

const SKIP = 'script, style, rt, rp, [hidden], template'
const HAN = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u
const OTHERS = ['Noto Sans CJK SC', 'LXGW WenKai', 'DejaVu Sans']
const HEADS = 'h1, h2, h3, h4, h5, h6, header.article'

/** A place in the words of the page: along the line and across it, whichever way the text runs. */
class Pages {
    constructor(doc, size) {
        const style = doc.defaultView.getComputedStyle(doc.documentElement)
        this.doc = doc
        this.view = doc.defaultView
        this.size = size
        this.vertical = this.view.getComputedStyle(doc.body).writingMode.startsWith('vertical')
        this.pad = parseFloat(this.vertical ? style.paddingTop : style.paddingLeft)
        this.padAcross = parseFloat(this.vertical ? style.paddingRight : style.paddingTop)
        const root = doc.defaultView.frameElement.getBoundingClientRect()
        this.cross = this.vertical ? root.width : root.height
    }
    place(r) {
        const [start, end] = this.vertical ? [r.top, r.bottom] : [r.left, r.right]
        const [top, bottom] = this.vertical ? [this.cross - r.right, this.cross - r.left] : [r.top, r.bottom]
        const page = Math.floor(((start + end) / 2) / this.size)
        return { page, start: start - page * this.size, end: end - page * this.size, top, bottom }
    }
    column() { return this.size - 2 * this.pad }
    depth() { return this.cross - 2 * this.padAcross }
}

const say = node => {
    const e = node.nodeType === 1 ? node : node.parentElement
    const name = e.localName + (e.className && typeof e.className === 'string' ? '.' + e.className.split(' ').join('.') : '')
    const text = (node.nodeType === 1 ? node.textContent : node.nodeValue).trim().slice(0, 24)
    return `<${name}> ${text || e.getAttribute('src') || ''}`
}

/** The texts that are seen, each with its lines: one entry a piece of text in a line. */
const texts = pages => {
    const { doc, view } = pages
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
    const styles = new Map()
    const found = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.nodeValue.trim()) continue
        const parent = node.parentElement
        if (parent.closest(SKIP) || !parent.checkVisibility({ visibilityProperty: true })) continue
        let s = styles.get(parent)
        if (!s) {
            const c = view.getComputedStyle(parent)
            let block = parent
            while (block !== doc.body && /^(inline|contents|ruby)/.test(view.getComputedStyle(block).display))
                block = block.parentElement
            s = { font: parseFloat(c.fontSize), family: c.fontFamily, weight: c.fontWeight, style: c.fontStyle,
                colour: c.color, justify: c.textAlign === 'justify', pre: /pre|break-spaces/.test(c.whiteSpace),
                block, math: !!parent.closest('math, svg'), small: !!parent.closest('sup, sub') }
            styles.set(parent, s)
        }
        const range = doc.createRange()
        range.selectNodeContents(node)
        const pieces = []
        for (const r of range.getClientRects())
            if (r.width > 0 && r.height > 0) pieces.push({ ...pages.place(r), rect: r, node, ...s })
        found.push({ node, pieces, ...s })
    }
    return found
}

/** Each visible character with its rectangle. */
function* characters(doc, node) {
    const range = doc.createRange()
    let at = 0
    for (const c of node.nodeValue) {
        const from = at
        at += c.length
        if (!c.trim() && c !== ' ' && c !== '\u00a0') continue
        range.setStart(node, from)
        range.setEnd(node, at)
        const rects = range.getClientRects()
        if (rects.length) yield [c, rects[rects.length - 1]]
    }
}

/** What a reader is to see and cannot: in the document, on no page. */
const unseen = (pages, found, tell) => {
    const seen = new Set(found.filter(t => t.pieces.length).map(t => t.node))
    const walker = pages.doc.createTreeWalker(pages.doc.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.nodeValue.trim() && !seen.has(node) && !node.parentElement.closest(SKIP + ', annotation, annotation-xml, svg'))
            tell('unseen', 0, say(node))
}

const ink = p => { // where the glyphs are: the line's box is higher than they
    const middle = (p.top + p.bottom) / 2, half = Math.min(p.bottom - p.top, p.font * 0.8) / 2
    return [middle - half, middle + half]
}

const clipped = (pages, text, tell) => {
    const low = pages.pad - 2, high = pages.size - pages.pad + 2
    const out = p => {
        const [top, bottom] = ink(p)
        return p.start < low || p.end > high || top < -1 || bottom > pages.cross + 1
    }
    if (!text.pieces.some(out)) return
    for (const [c, rect] of characters(pages.doc, text.node)) {
        const p = { ...pages.place(rect), font: text.font }
        if (c.trim() && rect.width && rect.height && out(p)) {
            tell('clipped', p.page, `${c} at ${Math.round(p.start)}..${Math.round(p.end)} of ${Math.round(low)}..${Math.round(high)}`
                + `, ${Math.round(p.top)}..${Math.round(p.bottom)} of ${Math.round(pages.cross)}: ${say(text.node)}`)
            return
        }
    }
}

const hidden = (pages, tell) => {
    for (const e of pages.doc.body.querySelectorAll('*')) {
        if (e.closest('svg, math')) continue
        const c = pages.view.getComputedStyle(e)
        if (c.overflowX === 'visible' && c.overflowY === 'visible') continue
        if (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2)
            tell('hidden', pages.place(e.getBoundingClientRect()).page,
                `${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}: ${say(e)}`)
    }
}

const overlaps = (pages, found, tell) => {
    const byPage = new Map()
    for (const t of found) {
        if (t.math) continue
        for (const p of t.pieces) {
            if (!byPage.has(p.page)) byPage.set(p.page, [])
            byPage.get(p.page).push(p)
        }
    }
    for (const [page, list] of byPage) {
        list.sort((a, b) => a.top - b.top)
        for (let i = 0; i < list.length; i++) {
            const a = list[i], [, aBottom] = ink(a)
            for (let j = i + 1; j < list.length && list[j].top < a.bottom; j++) {
                const b = list[j], [bTop, bBottom] = ink(b), [aTop] = ink(a)
                const down = Math.min(aBottom, bBottom) - Math.max(aTop, bTop)
                const along = Math.min(a.end, b.end) - Math.max(a.start, b.start)
                const room = a.small || b.small ? 0.6 : 0.25
                if (along > 0.3 * Math.min(a.font, b.font) && down > room * Math.min(a.font, b.font))
                    tell('overlap', page, `${say(a.node)} and ${say(b.node)}`)
            }
        }
    }
}

const pictures = (pages, tell) => {
    const all = [...pages.doc.body.querySelectorAll('img, svg, video, object')].filter(e => !e.parentElement.closest('svg'))
    for (const e of all) {
        const r = e.getBoundingClientRect()
        if (!r.width || !r.height) { if (e.checkVisibility()) tell('picture', pages.place(r).page, `no size: ${say(e)}`); continue }
        const p = pages.place(r)
        if (p.start < pages.pad - 2 || p.end > pages.size - pages.pad + 2 || p.top < -1 || p.bottom > pages.cross + 1)
            tell('picture', p.page, `${Math.round(p.start)}..${Math.round(p.end)} of ${pages.size}, `
                + `${Math.round(p.top)}..${Math.round(p.bottom)} of ${pages.cross}: ${say(e)}`)
        if (e.localName === 'img' && !e.naturalWidth) tell('picture', p.page, `not shown: ${say(e)}`)
    }
    // This reader puts limits on every picture; others leave that to the book.
    const kept = all.map(e => e.getAttribute('style'))
    for (const e of all)
        for (const p of ['max-width', 'max-height', 'object-fit']) e.style.removeProperty(p)
    for (const e of all) {
        const r = e.getBoundingClientRect()
        const [w, h] = pages.vertical ? [r.height, r.width] : [r.width, r.height]
        if (w > pages.column() + 2 || h > pages.cross + 2)
            tell('unbound', pages.place(r).page, `${Math.round(w)}x${Math.round(h)} on ${Math.round(pages.column())}x${Math.round(pages.cross)}: ${say(e)}`)
    }
    all.forEach((e, i) => kept[i] === null ? e.removeAttribute('style') : e.setAttribute('style', kept[i]))
}

/** The next thing behind an element that is seen: its place. */
const next = (pages, e, found) => {
    const after = n => !e.contains(n) && e.compareDocumentPosition(n) & Node.DOCUMENT_POSITION_FOLLOWING
    const text = found.find(t => t.pieces.length && after(t.node))
    const picture = [...pages.doc.body.querySelectorAll('img, svg, hr')].find(after)
    const places = [text?.pieces[0], picture && pages.place(picture.getBoundingClientRect())].filter(Boolean)
    places.sort((a, b) => a.page - b.page || a.top - b.top)
    return places[0]
}

const heads = (pages, found, tell) => {
    for (const h of pages.doc.body.querySelectorAll(HEADS)) {
        const own = found.filter(t => h.contains(t.node)).flatMap(t => t.pieces)
        if (!own.length) continue
        const page = Math.max(...own.map(p => p.page))
        const follows = next(pages, h, found)
        if (follows && follows.page > page) tell('head', page, `last on its page: ${say(h)}`)
        if (h.localName !== 'header' && Math.min(...own.map(p => p.page)) < page) tell('head', page, `on two pages: ${say(h)}`)
    }
}

const captions = (pages, tell) => {
    const pageOf = (e, last) => {
        const rects = [...e.getClientRects()].filter(r => r.width && r.height).map(r => pages.place(r).page)
        return rects.length ? (last ? Math.max : Math.min)(...rects) : null
    }
    const check = (thing, caption, after) => {
        // In vertical lines this reader makes a picture as wide as the page, whatever the book says.
        const r = thing.getBoundingClientRect()
        if (pages.vertical && r.width > pages.depth() * 0.8) return
        const a = pageOf(thing, after), b = pageOf(caption, !after)
        if (a !== null && b !== null && a !== b) tell('caption', a, `its caption is on page ${b + 1}: ${say(caption)}`)
    }
    for (const c of pages.doc.body.querySelectorAll('figcaption')) {
        const things = [...c.parentElement.querySelectorAll('img, svg, table, pre, .missing')].filter(e => !c.contains(e))
        if (!things.length) continue
        const after = things[0].compareDocumentPosition(c) & Node.DOCUMENT_POSITION_FOLLOWING
        check(after ? things[things.length - 1] : things[0], c, after)
    }
    for (const c of pages.doc.body.querySelectorAll('figure + .center'))
        check([...c.previousElementSibling.querySelectorAll('img, svg')].pop() ?? c, c, true)
    for (const c of pages.doc.body.querySelectorAll('table > caption')) {
        const row = c.parentElement.querySelector('tr')
        if (row) check(row, c, false)
    }
}

/** A table's last row alone on a page, or its first. */
const rows = (pages, tell) => {
    for (const table of pages.doc.body.querySelectorAll('table')) {
        const at = [...table.rows].map(r => pages.place(r.getBoundingClientRect()).page)
        const n = at.length
        if (n < 3 || at[0] === at[n - 1]) continue
        if (at[0] !== at[1]) tell('row', at[0], `the first of ${n}: ${say(table)}`)
        if (at[n - 1] !== at[n - 2]) tell('row', at[n - 1], `the last of ${n}: ${say(table)}`)
    }
}

/** The lines of each block: [page, middle] in order. */
const blocks = found => {
    const all = new Map()
    for (const t of found) {
        if (t.math || t.small) continue
        if (!all.has(t.block)) all.set(t.block, [])
        all.get(t.block).push(...t.pieces)
    }
    return [...all].map(([block, pieces]) => {
        const sorted = pieces.map(p => ({ page: p.page, at: (p.top + p.bottom) / 2, font: p.font }))
            .sort((a, b) => a.page - b.page || a.at - b.at)
        const lines = []
        for (const p of sorted) {
            const l = lines[lines.length - 1]
            if (!l || l.page !== p.page || p.at - l.at > 0.5 * p.font) lines.push(p)
        }
        return [block, lines]
    })
}

const orphans = (pages, found, tell) => {
    for (const [block, lines] of blocks(found)) {
        if (!lines.length) continue
        const style = pages.view.getComputedStyle(block)
        if (!/^(block|list-item)$/.test(style.display)) continue
        const first = lines[0].page, last = lines[lines.length - 1].page
        if (first === last) continue
        const above = lines.filter(l => l.page === first).length, below = lines.filter(l => l.page === last).length
        if (above < 2) tell('orphan', first, `one line of ${lines.length} above the break (orphans: ${style.orphans}): ${say(block)}`)
        // Of three lines two cannot stay on each side, and engines differ.
        if (below < 2 && lines.length > 3) tell('widow', last, `one line of ${lines.length} below the break (widows: ${style.widows}): ${say(block)}`)
    }
}

/** Characters that stand apart: the fewer a line has, the less can be done. */
const stretched = (pages, text, tell) => {
    if (!text.justify || text.math || text.pre) return
    const most = 12 / (pages.column() / text.font)
    for (const [c, rect] of characters(pages.doc, text.node)) {
        const along = pages.vertical ? rect.height : rect.width
        const wide = HAN.test(c) ? along - text.font > most * text.font : c === ' ' && along > (1 + 2 * most) * text.font
        if (wide) {
            tell('stretched', pages.place(rect).page, `${c === ' ' ? 'a blank' : c} is ${(along / text.font).toFixed(2)} em: ${say(text.node)}`)
            return
        }
    }
}

/** Characters that no font has, and those of an embedded font's text that come from elsewhere. */
const glyphs = (pages, found, tofu, tell) => {
    const { doc } = pages
    const side = 40, canvas = Object.assign(doc.createElement('canvas'), { width: side, height: side })
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    const draw = (font, c) => {
        pen.clearRect(0, 0, side, side)
        pen.font = font
        pen.fillText(c, 4, 30)
        return pen.getImageData(0, 0, side, side).data.filter((_, i) => i % 4 === 3).join()
    }
    const embedded = new Set([...doc.fonts].filter(f => f.status === 'loaded').map(f => f.family.replace(/["']/g, '').toLowerCase()))
    const stacks = new Map()
    for (const t of found) {
        const family = t.family, font = `${t.weight} 28px ${family}`
        if (!stacks.has(font)) stacks.set(font, { seen: new Map(), first: family.split(',')[0].replace(/["']/g, '').trim(), weight: t.weight })
        const { seen } = stacks.get(font)
        for (const c of t.node.nodeValue) if (c.trim() && !seen.has(c)) seen.set(c, t)
    }
    const used = {}
    for (const [font, { seen, first, weight }] of stacks) {
        const boxes = new Set(['\u0378', '\u{e0fff}', '\ufffff'].map(c => draw(font, c)))
        const own = embedded.has(first.toLowerCase())
        used[first] = (used[first] ?? 0) + seen.size
        for (const [c, t] of seen) {
            if (/\p{Default_Ignorable_Code_Point}|\p{Cc}|\p{Cf}|\p{Zs}|\p{Mn}/u.test(c)) continue
            const code = 'U+' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')
            const page = t.pieces[0]?.page ?? 0
            const key = font + c
            if (!tofu.has(key)) {
                const drawn = draw(font, c)
                let bad = boxes.has(drawn) || !/[1-9]/.test(drawn) ? 'tofu' : ''
                // What the font has looks the same whatever stands behind it.
                const behind = other => draw(`${weight} 28px "${first}", "${other}"`, c)
                if (!bad && own && !/\p{Emoji_Presentation}/u.test(c) && new Set(OTHERS.map(behind)).size > 1) bad = 'foreign'
                tofu.set(key, bad)
            }
            if (tofu.get(key)) tell(tofu.get(key), page, `${code} ${c} in ${font.slice(0, 60)}: ${say(t.node)}`)
        }
    }
    return { used, embedded: [...embedded] }
}

/** One piece of text for each way in which text is drawn: where its contrast can be measured. */
const samples = found => {
    const ways = new Map()
    for (const t of found) {
        const path = []
        for (let e = t.node.parentElement; e && e.localName !== 'body'; e = e.parentElement) path.push(e.localName + '.' + (e.getAttribute('class') ?? ''))
        const key = t.colour + path.slice(0, 3).join('<')
        const piece = t.pieces.find(p => p.end - p.start > p.font * 0.9)
        if (piece && !ways.has(key)) {
            const { x, y, width, height } = piece.rect
            ways.set(key, { key, page: piece.page, rect: [x, y, width, height], what: say(t.node) })
        }
    }
    return [...ways.values()]
}

const seen = new Map()

export const look = (doc, size) => {
    const pages = new Pages(doc, size)
    const found = texts(pages)
    const problems = []
    const tell = (kind, page, what) => problems.push({ kind, page, what })
    for (const t of found) {
        clipped(pages, t, tell)
        stretched(pages, t, tell)
    }
    hidden(pages, tell)
    unseen(pages, found, tell)
    overlaps(pages, found, tell)
    pictures(pages, tell)
    heads(pages, found, tell)
    captions(pages, tell)
    rows(pages, tell)
    orphans(pages, found, tell)
    const fonts = glyphs(pages, found, seen, tell)
    return { problems, fonts, samples: samples(found), characters: found.reduce((n, t) => n + t.node.nodeValue.length, 0) }
}
