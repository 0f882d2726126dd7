# usage: Rscript test/cases/peers.R KEYNESS_CPP > test/cases/peers.txt
# Numbers of other programs on small counts: R 4.2 (stats), proxyC (what quanteda.textstats calls for
# textstat_simil and textstat_dist), and src/keyness.cpp of quanteda.textstats 0.97, compiled here with its two
# own headers replaced by one line each (a vector, no threads). None of them is part of qipan.
arguments <- commandArgs(TRUE)
folder <- tempfile(); dir.create(folder)
code <- readLines(arguments[1])
code <- sub("// [[Rcpp::export]]", "// [[Rcpp::depends(RcppArmadillo)]]\n// [[Rcpp::export]]", code, fixed = TRUE)
writeLines(code, file.path(folder, "keyness.cpp"))
writeLines(c("#define QUANTEDA_USE_TBB 0", "#include <vector>",
             "namespace quanteda { typedef std::vector<double> DoubleParams; }"), file.path(folder, "lib.h"))
writeLines("", file.path(folder, "dev.h"))
Rcpp::sourceCpp(file.path(folder, "keyness.cpp"))
say <- function(name, input, output)
  cat(name, "|", paste(input, collapse = " "), "|", paste(sprintf("%.17g", output), collapse = " "), "\n")
cat("# name | numbers in | numbers out, of other programs. Made by test/cases/peers.R; test_peers.c holds qipan to it.\n")

cells <- rbind(c(7,2,3,7), c(3,2,14,10), c(2,1,15,11), c(6,2,11,10), c(1,4,16,8), c(1,1,16,11), c(1,0,16,12),
               c(0,3,20,17), c(12,250,288,2600), c(6,54,114,2826), c(40,3,260,8200), c(5,5,5,5), c(1,500,9,490))
for (i in seq_len(nrow(cells))) {
  x <- cells[i, ] # a b c d: target with, reference with, target without, reference without
  counts <- Matrix::Matrix(matrix(c(x[1], x[2], x[3], x[4]), nrow = 2), sparse = TRUE)
  counts <- as(as(counts, "generalMatrix"), "CsparseMatrix")
  for (measure in c("chi2", "lr"))
    for (correction in c("none", "yates", "williams"))
      say(paste(measure, correction), x, cpp_keyness(counts, measure, correction)[1])
  say("pmi", x, cpp_keyness(counts, "pmi", "none")[1])
  say("fisher greater", x, fisher.test(matrix(c(x[1], x[2], x[3], x[4]), 2), alternative = "greater")$p.value)
}

a <- c(3, 0, 5, 1, 2, 0, 7); b <- c(1, 4, 5, 0, 2, 0, 3); c <- c(0, 0, 1, 9, 0, 2, 2)
for (pair in list(list(a, b), list(a, c), list(b, c))) {
  shares <- rbind(pair[[1]] / sum(pair[[1]]), pair[[2]] / sum(pair[[2]]))
  x <- as(as(Matrix::Matrix(shares, sparse = TRUE), "generalMatrix"), "CsparseMatrix")
  counts <- c(pair[[1]], pair[[2]])
  say("cosine", counts, as.matrix(proxyC::simil(x, method = "cosine"))[1, 2])
  say("jaccard", counts, as.matrix(proxyC::simil(x, method = "jaccard"))[1, 2])
  say("manhattan", counts, as.matrix(proxyC::dist(x, method = "manhattan"))[1, 2])
  table <- rbind(pair[[1]], pair[[2]]); table <- table[, colSums(table) > 0]
  say("g2", counts, loglin(table, list(1, 2), print = FALSE)$lrt)
}
for (p in c(1e-10, .025, .3, .5, .975)) say("qnorm", p, qnorm(p))
for (x in c(.1, 3.841459, 20)) for (d in c(1, 2, 3, 9)) say("pchisq", c(x, d), pchisq(x, d, lower.tail = FALSE))
for (x in list(c(6, 120), c(0, 12), c(20, 20), c(17, 20)))
  say("wilson", x, suppressWarnings(prop.test(x[1], x[2], correct = FALSE)$conf.int))
p <- c(.01, .04, .03, .2, .005, .04, 1); say("bh", p, p.adjust(p, "BH"))
v <- c(5, 3, 8, 8, 1, 2, 9, 4, 4, 7); for (q in c(0, .1, .25, .5, .9, 1)) say("quantile", c(q, sort(v)), quantile(v, q, names = FALSE))
g <- c(1, 1, 1, 2, 2, 2, 3, 3, 3, 3)
say("kruskal", c(v, g), kruskal.test(v, g)$statistic)
d <- as.matrix(dist(cbind(v, rev(v)^2 / 10))); say("hclust average heights", d, sort(hclust(as.dist(d), "average")$height))
