// What a reader opened or shut stays so on this page for as long as the tab is there: they come back from what it led to.

const keyOf = (fold) => `fold ${location.pathname} ${fold.dataset.fold}`;

export function unfold() {
  for (const fold of document.querySelectorAll('details.fold')) {
    const kept = sessionStorage.getItem(keyOf(fold));
    if (kept !== null) fold.open = kept === 'open';
  }
}

document.addEventListener('click', (event) => {
  const fold = event.target.closest?.('.fold > summary')?.parentElement;
  // It has not changed yet.
  if (fold) sessionStorage.setItem(keyOf(fold), fold.open ? 'shut' : 'open');
});
