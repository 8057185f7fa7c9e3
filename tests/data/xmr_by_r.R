# Writes what the R package NHSRplotthedots finds in made-up series, for the tests to compare with.
#
#   Rscript tests/data/xmr_by_r.R FOLDER SERIES SEED PREFIX
#
# FOLDER holds the package's R files ptd_spc_standard.R and ptd_calculate_point_type.R; the recorded
# files come from commits 8aac3239 and f7891af4, on R 4.2.2 with dplyr 1.0.10. PREFIX.points.csv gets
# one row a point, PREFIX.limits.csv one a phase.

suppressPackageStartupMessages({
  library(dplyr)
  library(rlang)
})

asked <- commandArgs(trailingOnly = TRUE)
for (name in c("ptd_spc_standard.R", "ptd_calculate_point_type.R")) {
  text <- readLines(file.path(asked[[1]], name))
  # The default of case_when under the name that dplyr had for it before 1.1.
  eval(parse(text = sub("\\.default =", "TRUE ~", text)))
}

# One series: stable, stepping, drifting or with single outliers, some with ties.
series <- function(number) {
  length <- sample(3:48, 1)
  steps <- list(
    rep(0, length),
    ifelse(seq_len(length) > length / 2, runif(1, -3, 3), 0),
    seq_len(length) * runif(1, -1.2, 1.2),
    ifelse(runif(length) < 0.1, runif(length, -6, 6), 0)
  )
  values <- 45 + 1.5 * (rnorm(length) + steps[[sample(4, 1)]])
  rebase <- rep(0, length)
  if (length > 20 && runif(1) < 0.3) rebase[sample(8:(length - 6), 1)] <- 1
  data.frame(series = number, at = seq_len(length), y = round(values, sample(0:3, 1)), rebase)
}

found <- function(data, baseline) {
  options <- list(
    value_field = "y", date_field = "at", facet_field = "series",
    fix_after_n_points = baseline, screen_outliers = TRUE
  )
  ptd_spc_standard(data, options) |>
    group_by(f, rebase_group) |>
    mutate(kind = ptd_special_cause_type(y, relative_to_mean, close_to_limits, outside_limits)) |>
    ungroup() |>
    mutate(baseline = baseline %||% 0)
}

set.seed(as.integer(asked[[3]]))
# A baseline of 0 stands for all points of the phase.
drawn <- lapply(seq_len(as.integer(asked[[2]])), function(number) {
  found(series(number), list(NULL, 12, 6)[[sample(3, 1)]])
})
points <- bind_rows(drawn)
# Without any moving range that passes the screen there are no limits, and R finds nothing.
points <- points |> group_by(f) |> filter(!any(is.na(upl))) |> ungroup()

write.csv(
  points |> transmute(series = f, baseline, phase = rebase_group, value = y, kind),
  paste0(asked[[4]], ".points.csv"), row.names = FALSE, quote = FALSE
)
limits <- points |>
  distinct(f, rebase_group, lpl, mean_col, upl) |>
  transmute(
    series = f, phase = rebase_group,
    lower = sprintf("%.12g", lpl), mean = sprintf("%.12g", mean_col), upper = sprintf("%.12g", upl)
  )
write.csv(limits, paste0(asked[[4]], ".limits.csv"), row.names = FALSE, quote = FALSE)
