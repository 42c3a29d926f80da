// Lets the browser see to what waits: a key, a picture.

export const breathe = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
