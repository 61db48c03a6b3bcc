/** The demo sites' styles and the few things that a page cannot do by itself. */
import "../../style/base.css";
import "../../style/components.css";
