/** What stands where a page should be but is not: unknown addresses and our own mistakes. */

import { t } from "../text/en.ts";
import { Button } from "./button.tsx";
import { Empty, PageTitle } from "./states.tsx";

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <main className="mx-auto max-w-xl p-6">
      <PageTitle quiet>{t.common.notFound}</PageTitle>
      <Empty
        title={t.common.notFound}
        action={
          <a className="underline" href="/">
            {t.nav.bridge}
          </a>
        }
      >
        {t.common.notFoundSays}
      </Empty>
    </main>
  );
}

/** A page that broke while it was drawn. */
export function Crashed() {
  return (
    <div role="alert" className="mx-auto max-w-xl p-6">
      <Empty title={t.common.crashed} action={<Button onClick={() => location.reload()}>{t.common.reload}</Button>}>
        {t.common.crashedSays}
      </Empty>
    </div>
  );
}
