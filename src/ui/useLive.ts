import { keepPreviousData, type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useFailure } from "./useFailure";

/** How long until a failed reading is tried again, in milliseconds. */
const pause = 2000;

/** The newest value, and why there is no newer one. */
export type Live<Value> = { value: Value | undefined; error: unknown };

/**
 * Reads a value again whenever `version` changes, and after a failure until it succeeds.
 * The key leaves the version out: a new one refreshes the same value instead of starting another, so a reading that
 * takes longer than a version lasts still gets somewhere.
 * @param version Undefined while nothing can, or need, be read.
 * @param read Given the value before.
 */
export function useLive<Value>(
  key: QueryKey,
  version: string | undefined,
  read: (previous: Value | undefined) => Promise<Value>,
): Live<Value> {
  type Versioned = { version: string | undefined; value: Value };
  const queries = useQueryClient();
  const { data, error, isSuccess, dataUpdatedAt, refetch } = useQuery({
    queryKey: key,
    queryFn: async (): Promise<Versioned> => {
      const before = queries.getQueryData<Versioned>(key);
      return { version, value: await read(before?.value) };
    },
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry: 1,
    retryDelay: 500,
    refetchInterval: ({ state }) => (state.error ? pause : false),
    // Comparing 100,000 ballots with those before takes longer than drawing what changed.
    structuralSharing: false,
  });
  const failure = useFailure(error, isSuccess);

  // Changes with each version, and once more where a reading took longer than one.
  const due = version !== undefined && data && data.version !== version ? `${version} ${dataUpdatedAt}` : undefined;
  useEffect(() => {
    if (due) void refetch({ cancelRefetch: false });
  }, [due, refetch]);

  return { value: data?.value, error: failure };
}
