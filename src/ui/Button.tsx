import type { ComponentPropsWithRef } from "react";
import styles from "./Button.module.css";

type ButtonProps = ComponentPropsWithRef<"button"> & {
  /** `main`: the one thing to do here. `plain`: beside it. `link`: set as a link. `pill`: in the head of the page. */
  look?: "main" | "plain" | "link" | "pill";
};

export function Button({ look = "plain", type = "button", className = "", ...rest }: ButtonProps) {
  return <button type={type} className={`${styles.button} ${styles[look]} ${className}`} {...rest} />;
}
