/** A first plain page with the portal in it: the host's own heading, the tag, and nothing else. */
export const demoPage = `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Billing · Larkfield</title>
    <link rel="stylesheet" href="/demo.css" />
    <script type="module" src="/billing-elements.js"></script>
  </head>
  <body>
    <header><strong>Larkfield</strong> <span>Settings</span></header>
    <main>
      <h1>Billing</h1>
      <billing-portal endpoint="/billing">
        <p slot="footer"><noscript>Billing needs JavaScript.</noscript></p>
      </billing-portal>
    </main>
  </body>
</html>
`;

export const demoStyles = `:root {
  color-scheme: light dark;
  font-family: Inter, system-ui, sans-serif;
  background: light-dark(oklch(0.988 0.002 100), oklch(0.17 0.006 264));
  color: light-dark(oklch(0.22 0.012 264), oklch(0.94 0.004 264));
}
body {
  margin: 0;
}
header {
  display: flex;
  gap: 0.75rem;
  padding: 1rem clamp(1rem, 4vw, 2.5rem);
  border-block-end: 1px solid light-dark(oklch(0.22 0.012 264 / 0.1), oklch(0.94 0.004 264 / 0.13));
  font-size: 0.875rem;
}
header span {
  opacity: 0.7;
}
main {
  max-width: 61rem;
  margin: 0 auto;
  padding: clamp(1.25rem, 4vw, 2.5rem) clamp(1rem, 4vw, 2.5rem) 4rem;
}
h1 {
  margin: 0 0 2rem;
  font-size: 1.5rem;
  line-height: 2rem;
  letter-spacing: -0.021em;
}
billing-portal:not(:defined) {
  display: block;
  min-height: 60rem;
}
`;
