import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, use } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import type { Configuration } from "@/chain/configuration";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { Message } from "@/ui/Message";
import { words } from "@/words/words";
import { ChainsContext, ConfigurationContext, useOpenedChains } from "./chains";
import { ElectionPage } from "./ElectionPage";
import { Shell } from "./Shell";

const HomePage = lazy(async () => ({ default: (await import("./HomePage")).HomePage }));
const LedgerPage = lazy(async () => ({ default: (await import("./LedgerPage")).LedgerPage }));
const WallPage = lazy(async () => ({ default: (await import("./WallPage")).WallPage }));
const MinutesPage = lazy(async () => ({ default: (await import("./MinutesPage")).MinutesPage }));
const NoticePage = lazy(async () => ({ default: (await import("./NoticePage")).NoticePage }));
const NodesPage = lazy(async () => ({ default: (await import("./NodesPage")).NodesPage }));
const DeliverPage = lazy(async () => ({ default: (await import("./DeliverPage")).DeliverPage }));
const OrganisePage = lazy(async () => ({ default: (await import("./OrganisePage")).OrganisePage }));
const DraftPage = lazy(async () => ({ default: (await import("./DraftPage")).DraftPage }));
const TemplatePage = lazy(async () => ({ default: (await import("./TemplatePage")).TemplatePage }));
const JoinPage = lazy(async () => ({ default: (await import("./JoinPage")).JoinPage }));
const RollsPage = lazy(async () => ({ default: (await import("./RollsPage")).RollsPage }));
const RollPage = lazy(async () => ({ default: (await import("./RollPage")).RollPage }));

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
                    <Route path="/" component={HomePage} />
                    <Route path="/nodes" component={NodesPage} />
                    <Route path="/deliver/:code?" component={DeliverPage} />
                    <Route path="/organise" component={OrganisePage} />
                    <Route path="/organise/from/:chainId/:address" component={TemplatePage} />
                    <Route path="/organise/:draft" component={DraftPage} />
                    <Route path="/join" component={JoinPage} />
                    <Route path="/:chainId/rolls" component={RollsPage} />
                    <Route path="/:chainId/rolls/:roll" component={RollPage} />
                    <Route path="/:chainId/:address" component={ElectionPage} />
                    <Route path="/:chainId/:address/ledger" component={LedgerPage} />
                    <Route path="/:chainId/:address/minutes" component={MinutesPage} />
                    <Route path="/:chainId/:address/notice" component={NoticePage} />
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
