// reader.js - a small e-reader around foliate-js: opens a book, shows a page, says what stands where.
//
// All that it says of places is in the coordinates of the chapter's frame, where a chapter's
// pages stand side by side (vertical writing: one below the other).
import './foliate/paginator.js'
import { makeBook } from './foliate/view.js'
import { look } from './look.js'

let paginator, book

const frames = n => new Promise(done => {
    const step = () => n-- > 0 ? requestAnimationFrame(step) : done()
    step()
})

/** The style of a device: size and face of the text, as a reader sets them before the book's own. */
const device = font => `html { font-size: ${font}px; font-family: "Noto Serif CJK SC", serif; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { a:link { color: lightblue; } }`

window.openBook = async ({ url, font, margin, gap }) => {
    paginator?.destroy()
    paginator?.remove()
    book = await makeBook(url)
    paginator = document.createElement('foliate-paginator')
    paginator.setAttribute('margin', `${margin}px`)
    // Of vertical lines the gap is a share of the height, on both sides: pictures may be as wide as
    // the page less two margins, so it must be less than a margin.
    paginator.setAttribute('gap', `${book.dir === 'rtl' ? 100 * margin / innerHeight - 1 : gap}%`)
    paginator.setAttribute('max-column-count', '1')
    paginator.setAttribute('max-inline-size', '4000px')
    paginator.setAttribute('max-block-size', '4000px')
    document.body.append(paginator)
    paginator.open(book)
    paginator.setStyles([device(font), ''])
    await frames(2)
    return book.sections.map(s => ({ id: s.id, linear: s.linear !== 'no' }))
}

/** Go to a chapter; how many pages it has. */
window.showSection = async index => {
    await paginator.goTo({ index, anchor: 0 })
    const { doc } = paginator.getContents()[0]
    await doc.fonts.ready
    await Promise.all([...doc.images].map(i => i.decode().catch(() => {})))
    await frames(2)
    return paginator.pages - 2
}

/** Go to a page of the chapter, from 0; where its frame stands on the screen. */
window.turnTo = async page => {
    paginator.containerPosition = paginator.size * (page + 1)
    await frames(1)
    const { doc } = paginator.getContents()[0]
    const { x, y } = doc.defaultView.frameElement.getBoundingClientRect()
    return { x, y }
}

window.lookAt = () => look(paginator.getContents()[0].doc, paginator.size)
