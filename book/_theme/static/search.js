// Says how many pages were found to somebody who does not see the list appear.
const status = document.querySelector('[data-search-status]')
const results = document.querySelector('#search-results')
new MutationObserver(() => {
  const summary = results.querySelector('.search-summary')?.textContent ?? ''
  if (summary && status.textContent !== summary) status.textContent = summary
}).observe(results, { childList: true, subtree: true, characterData: true })
