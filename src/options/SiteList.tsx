import type { Options, Site } from '../messages.ts';
import { Wire } from '../panel/wire/Wire.tsx';
import type { OptionsAsk } from './store.ts';

interface Properties {
  readonly options: Options;
  readonly ask: OptionsAsk;
}

/** Where Hopscope may act: the gateways, then pages and what else was allowed. */
export function SiteList({ options: { sites, defaultOn }, ask }: Properties) {
  const gateways = sites.filter((site) => site.isGateway);
  const others = sites.filter((site) => !site.isGateway);
  const setDefault = (origin: string, on: boolean) => {
    const done = on ? `${origin} is on by default now.` : `${origin} is no longer on by default.`;
    void ask(done, 'options.default-on', { origin, on });
  };
  return (
    <>
      <section aria-labelledby="gateways-title">
        <h2 id="gateways-title">Gateways</h2>
        <p>
          Debug mode was switched on for these before. On by default means: in every tab whose page Hopscope
          may act on, until you switch it off in that tab.
        </p>
        {gateways.length === 0 ? (
          <p class="dim">None yet. Switch on debug mode in the Hopscope panel of DevTools.</p>
        ) : (
          <ul class="sites">
            {gateways.map((site) => (
              <li key={site.pattern}>
                <SiteName site={site} />
                <label>
                  <input
                    type="checkbox"
                    checked={defaultOn.includes(site.origin ?? '')}
                    onChange={(event) => setDefault(site.origin ?? '', event.currentTarget.checked)}
                  />
                  On by default<span class="unseen"> for {site.origin}</span>
                </label>
                <RemoveButton site={site} ask={ask} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="others-title">
        <h2 id="others-title">Pages</h2>
        <p>Hopscope may act on these too, so that debug mode can be applied to their requests.</p>
        {others.length === 0 ? (
          <p class="dim">None.</p>
        ) : (
          <ul class="sites">
            {others.map((site) => (
              <li key={site.pattern}>
                <SiteName site={site} />
                {site.removable ? (
                  <RemoveButton site={site} ask={ask} />
                ) : (
                  <span class="dim">came with the installation</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function SiteName({ site: { origin, pattern, permitted } }: { readonly site: Site }) {
  return (
    <span class="site">
      <Wire text={origin ?? pattern} />
      {!permitted && <span class="missing">no permission, so debug mode is not applied</span>}
    </span>
  );
}

function RemoveButton({ site, ask }: { readonly site: Site; readonly ask: OptionsAsk }) {
  const { pattern, origin = pattern } = site;
  return (
    <button type="button" onClick={() => void ask(`Removed ${origin}.`, 'options.remove', { pattern })}>
      Remove<span class="unseen"> {origin}</span>
    </button>
  );
}
