import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ComponentType, lazy, Suspense, use } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import type { Configuration } from "@/chain/configuration";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { Message } from "@/ui/Message";
import { words } from "@/words/words";
import { ChainsContext, ConfigurationContext, useOpenedChains } from "./chains";
import { ElectionPage } from "./ElectionPage";
import { Shell } from "./Shell";

/** A page that is loaded when it is opened. Written once: said of every page, it would be among the first screen's bytes. */
function page<Name extends string>(name: Name, load: () => Promise<Record<Name, ComponentType>>) {
  return lazy(async () => ({ default: (await load())[name] }));
}

const WallPage = page("WallPage", () => import("./WallPage"));

/** The pages by their places, the first that fits: their frame is the same. */
const pages: Record<string, ComponentType> = {
  "/": page("HomePage", () => import("./HomePage")),
  "/nodes": page("NodesPage", () => import("./NodesPage")),
  "/deliver/:code?": page("DeliverPage", () => import("./DeliverPage")),
  "/organise": page("OrganisePage", () => import("./OrganisePage")),
  "/organise/from/:chainId/:address": page("TemplatePage", () => import("./TemplatePage")),
  "/organise/:draft": page("DraftPage", () => import("./DraftPage")),
  "/join": page("JoinPage", () => import("./JoinPage")),
  "/:chainId/rolls": page("RollsPage", () => import("./RollsPage")),
  "/:chainId/rolls/:roll": page("RollPage", () => import("./RollPage")),
  "/:chainId/:address": ElectionPage,
  "/:chainId/:address/ledger": page("LedgerPage", () => import("./LedgerPage")),
  "/:chainId/:address/minutes": page("MinutesPage", () => import("./MinutesPage")),
  "/:chainId/:address/notice": page("NoticePage", () => import("./NoticePage")),
  "/:chainId/:address/receipt/:voter": page("ReceiptPage", () => import("./ReceiptPage")),
};

const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
});

/** The whole page, once the promised configuration is known. */
export function App({ configuration }: { configuration: Promise<Configuration> }) {
  return (
    <QueryClientProvider client={queries}>
      <Router hook={useHashLocation}>
        <ErrorBoundary>
          <Suspense>
            <Pages configuration={configuration} />
          </Suspense>
        </ErrorBoundary>
      </Router>
    </QueryClientProvider>
  );
}

function Pages({ configuration }: { configuration: Promise<Configuration> }) {
  const configured = use(configuration);
  const chains = useOpenedChains(configured);
  const [location] = useLocation();
  return (
    <ConfigurationContext value={configured}>
      <ChainsContext value={chains}>
        <Switch>
          {/* Without the frame of the others: it is shown in a hall. */}
          <Route path="/:chainId/:address/wall">
            <ErrorBoundary>
              <Suspense>
                <WallPage />
              </Suspense>
            </ErrorBoundary>
          </Route>
          <Route>
            <Shell>
              {/* By place: a page that failed is left behind with its link. */}
              <ErrorBoundary key={location}>
                <Suspense>
                  <Switch>
                    {Object.entries(pages).map(([path, component]) => (
                      <Route key={path} path={path} component={component} />
                    ))}
                    <Route>
                      <Message heading={words.notFound} lead={words.notFoundLead}>
                        <a href="#/">{words.election.backToList}</a>
                      </Message>
                    </Route>
                  </Switch>
                </Suspense>
              </ErrorBoundary>
            </Shell>
          </Route>
        </Switch>
      </ChainsContext>
    </ConfigurationContext>
  );
}
