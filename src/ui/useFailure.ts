import { useState } from "react";

/**
 * The newest failure of something that is tried again and again, kept until it succeeds.
 * A query forgets its error when it begins anew; the reader is not to see that flicker.
 */
export function useFailure(error: unknown, isSuccess: boolean): unknown {
  const [failure, setFailure] = useState<unknown>();
  if (error && error !== failure) setFailure(error);
  if (failure && !error && isSuccess) setFailure(undefined);
  return error ?? failure;
}
