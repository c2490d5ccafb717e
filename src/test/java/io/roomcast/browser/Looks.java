package io.roomcast.browser;

/** Expressions that find what is wrong with how a page looks: each gives a list, empty when nothing is. */
final class Looks {
    /** Texts that are cut off at an edge that does not scroll, or reach out of the window sideways where nobody can scroll. */
    static final String CLIPPED = """
            [...document.querySelectorAll('body *')].filter((one) => {
                const {width, height, left, right} = one.getBoundingClientRect();
                const style = getComputedStyle(one);
                const text = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
                const seen = width && height && style.visibility === 'visible' && one.checkVisibility();
                if (!seen || !text || one.closest('.flying, .skip, [aria-hidden], pre')) {
                    return false;
                }
                const around = [];
                for (let outer = one.parentElement; outer !== document.body && outer; outer = outer.parentElement) {
                    around.push(getComputedStyle(outer));
                }
                const mayReachOut = around.some(({overflowX, textOverflow}) => /auto|scroll/.test(overflowX) || textOverflow === 'ellipsis');
                const hides = (axis) => style['overflow' + axis] === 'hidden' || style['overflow' + axis] === 'clip';
                const isCut = hides('X') && style.textOverflow !== 'ellipsis' && one.scrollWidth > one.clientWidth + 1
                    || hides('Y') && one.scrollHeight > one.clientHeight + 1;
                return isCut || !mayReachOut && (left < -1 || right > innerWidth + 1) || document.documentElement.scrollWidth > innerWidth;
            }).map((one) => one.outerHTML.slice(0, 200))
            """;

    /** Letters that no font has, and that are drawn as the same box. */
    static final String BOXES = """
            (() => {
                const canvas = Object.assign(document.createElement('canvas'), {width: 48, height: 48});
                const context = canvas.getContext('2d', {willReadFrequently: true});
                context.font = '32px ' + getComputedStyle(document.body).fontFamily;
                const drawn = (letter) => {
                    context.clearRect(0, 0, 48, 48);
                    context.fillText(letter, 6, 36);
                    return context.getImageData(0, 0, 48, 48).data.join();
                };
                const box = drawn('\\uffff');
                const written = document.body.innerText + [...document.querySelectorAll('[placeholder]')].map((one) => one.placeholder);
                return [...new Set(written)].filter((letter) => /\\p{L}|\\p{N}|\\p{P}|\\p{S}/u.test(letter) && drawn(letter) === box);
            })()
            """;

    /** Lists and logs that show nothing, without a sentence near them that says so. */
    static final String SPEECHLESS = """
            [...document.querySelectorAll('main:not([hidden]) :is(ol, ul, tbody, [role=log])')].filter((one) => {
                const speaks = ({innerText}) => innerText?.trim();
                const section = one.closest('section, aside, main');
                return !speaks(one) && one.checkVisibility()
                    && ![...section.querySelectorAll('.none, #nothing, .flying, #advice')].some((near) => near.checkVisibility() && speaks(near));
            }).map((one) => one.outerHTML.slice(0, 200))
            """;

    private Looks() {}
}
