import { useQuery } from "@tanstack/react-query";
import type { SignedBallot } from "@/election/signedBallot";
import { CopyButton } from "@/ui/CopyButton";
import { QrCode } from "@/ui/QrCode";
import { rescueWords as words } from "@/words/rescue";
import styles from "./DeliverCode.module.css";

type DeliverCodeProps = {
  ballot: SignedBallot;
  deliverLink: (ballot: SignedBallot) => Promise<string>;
};

/** The link to a ballot's delivery as a code to be scanned, and to be copied. */
export default function DeliverCode({ ballot, deliverLink }: DeliverCodeProps) {
  const { data: link, error } = useQuery({
    queryKey: ["deliverLink", ballot.chainId, ballot.election, ballot.signature],
    queryFn: () => deliverLink(ballot),
    networkMode: "always",
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) throw error;
  if (link === undefined) return null;
  return (
    <div className={styles.code}>
      <div className={styles.picture}>
        <QrCode text={link} label={words.codeLabel} />
      </div>
      <p className={styles.link}>{link}</p>
      <CopyButton text={link} label={words.copyLink} copied={words.copied} />
    </div>
  );
}
