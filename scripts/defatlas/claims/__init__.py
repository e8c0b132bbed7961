"""The claims of the source paper, each weighed by a statistic and a rule."""
