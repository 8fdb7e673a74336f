import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense, use } from "react";
import { Route, Router, Switch } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { Message } from "@/ui/Message";
import { words } from "@/words/words";
import { ChainsContext, type OpenedChain } from "./chains";
import { ElectionPage } from "./ElectionPage";
import { HomePage } from "./HomePage";
import { Shell } from "./Shell";

const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
});

/** The whole page, once the promised chains are known. */
export function App({ chains }: { chains: Promise<readonly OpenedChain[]> }) {
  return (
    <QueryClientProvider client={queries}>
      <Router hook={useHashLocation}>
        <ErrorBoundary>
          <Suspense>
            <Pages chains={chains} />
          </Suspense>
        </ErrorBoundary>
      </Router>
    </QueryClientProvider>
  );
}

function Pages({ chains }: { chains: Promise<readonly OpenedChain[]> }) {
  return (
    <ChainsContext value={use(chains)}>
      <Shell>
        <ErrorBoundary>
          <Switch>
            <Route path="/" component={HomePage} />
            <Route path="/:chainId/:address" component={ElectionPage} />
            <Route>
              <Message heading={words.notFound} lead={words.notFoundLead}>
                <a href="#/">{words.election.backToList}</a>
              </Message>
            </Route>
          </Switch>
        </ErrorBoundary>
      </Shell>
    </ChainsContext>
  );
}
