/** What Python says of the course when the page runtime is built (collabkit.browser.facts). */
export const FACTS: { shared: string[] }
