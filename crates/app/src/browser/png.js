// The graph in dots, painted by the browser itself.

/** Twice as fine as on the screen, as far as a canvas goes. */
const FINE = 2;
const MOST = 8192;

/** Hands out an SVG text as a PNG file. */
export async function savePng(svg, name) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  const scale = Math.min(FINE, MOST / image.width, MOST / image.height);
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * scale, height: image.height * scale });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => {
    const href = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  });
}
