// Functions that run inside the page: plain JavaScript, since the rest of the project knows no DOM. Each stands alone.

/** @returns {boolean} */
export const isConnected = () => document.body.dataset.connection === 'good';
/** @returns {string} */
export const activeId = () => document.activeElement.id;
/** @returns {string} */
export const activeText = () => document.activeElement.textContent.trim();

/** @param {string} selector @returns {boolean} */
export const isAtEnd = (selector) => {
  const element = document.querySelector(selector);
  return element.scrollTop > 0 && element.scrollTop + element.clientHeight >= element.scrollHeight - 8;
};

/** One fault of each kind that `findFaults` looks for. */
export function plantFaults() {
  const faults = '<button></button><h5>Deep</h5><p class="pale">Pale</p><div class="wide">wide</div>';
  document.querySelector('#main-messages').insertAdjacentHTML('beforeend', faults);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.pale { color: #ccc; background: #fff } .wide { width: 4000px }');
  document.adoptedStyleSheets.push(sheet);
}

/**
 * Names of controls, order of headings, contrast (WCAG 2.2 AA: 4.5), and nothing wider than its window.
 * @returns {string[]}
 */
export function findFaults() {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('.unseen, .skip');

  for (const control of all('a, button, input:not([type=hidden]), textarea, select, summary').filter(isShown)) {
    const label = control.getAttribute('aria-label') ?? control.labels?.[0]?.textContent ?? control.textContent;
    if (label.trim() === '') faults.push(`no name: ${control.outerHTML}`);
  }

  let level = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6').filter((it) => it.checkVisibility())) {
    const next = Number(heading.localName.slice(1));
    if (next > level + 1) faults.push(`heading: ${heading.textContent} is h${next} after h${level}`);
    level = next;
  }

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const groundOf = (element) => {
    const under = element.parentElement ? groundOf(element.parentElement) : [255, 255, 255];
    const [r, g, b, alpha] = rgba(getComputedStyle(element).backgroundColor);
    return [r, g, b].map((value, i) => under[i] + ((value - under[i]) * alpha) / 255);
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((value) => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const isWritten = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
  for (const element of all('body *').filter((it) => isWritten(it) && isShown(it))) {
    if (element.closest('[aria-hidden=true]')) continue;
    const own = luminance(rgba(getComputedStyle(element).color));
    const ground = luminance(groundOf(element));
    const ratio = (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
    if (ratio < 4.5) faults.push(`contrast: ${ratio.toFixed(2)} of ${element.textContent}`);
  }

  const wide = all('body, main, aside, .scroller, .bar, .composer')
    .filter(isShown)
    .find((element) => element.scrollWidth > element.clientWidth + 1);
  if (wide) faults.push(`too wide: ${wide.className} by ${wide.scrollWidth - wide.clientWidth}`);
  return faults;
}
