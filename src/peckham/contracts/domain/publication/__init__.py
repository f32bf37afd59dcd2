"""Publishing a contract: releases of the Open Contracting Data Standard, from values alone."""
