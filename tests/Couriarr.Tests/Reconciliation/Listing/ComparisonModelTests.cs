using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Tests.Reconciliation.Listing;

/// <summary>The streamed comparison beside one that holds everything and looks at each path by itself.</summary>
[Trait("family", "reconcile")]
public sealed class ComparisonModelTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finds_in_any_trees_what_a_comparison_in_memory_finds()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var world = World.Of(new Random(seed));

            var found = await world.CompareAsync(Ct);

            Assert.Equal(world.Files().Order(), found.Where(f => !f.IsFolder).Select(f => (f.Path, f.Standing)).Order());
            Assert.Equal(world.MissingFolders().Order(), found.Where(f => f.IsFolder).Select(f => (f.Path, f.Files)).Order());
        }
    }

    private sealed record World(HashSet<string> Known, Dictionary<string, long> Source, Dictionary<string, long> Destination)
    {
        public static World Of(Random chance)
        {
            var world = new World([], [], []);
            var density = chance.Next(1, 10);
            for (var i = chance.Next(40); i > 0; i--)
            {
                var path =
                    string.Join(
                        '/',
                        Enumerable.Range(0, chance.Next(4)).Select(_ => "ab -"[chance.Next(4)]).Append((char)('c' + chance.Next(3)))
                    ) + ".mkv";
                if (chance.Next(10) < 8)
                    world.Known.Add(path);
                if (chance.Next(10) < 8)
                    world.Source[path] = 1 + chance.Next(2);
                if (chance.Next(10) < density)
                    world.Destination[path] = 1;
            }
            return world;
        }

        public Task<List<Difference>> CompareAsync(CancellationToken ct) =>
            Comparison
                .MergeAsync(
                    Known.Order(PathOrder.Instance).Select(path => new Known(path, 1, "", "", "")).ToAsyncEnumerable(),
                    TreeOf(Source),
                    TreeOf(Destination),
                    new MergeOptions(),
                    ct
                )
                .ToListAsync(ct)
                .AsTask();

        public IEnumerable<(string, Standing)> Files() =>
            Known.Union(Source.Keys).Union(Destination.Keys).Select(path => (path, StandingOf(path)));

        public IEnumerable<(string, long)> MissingFolders() =>
            from folder in Source.Keys.SelectMany(FoldersOf).Distinct()
            let missing = Source.Keys.Count(path => IsIn(path, folder) && StandingOf(path) is Standing.Missing)
            where missing > 0 && IsBare(folder) && FoldersOf(folder).All(outer => !IsBare(outer))
            select (folder, (long)missing);

        private Standing StandingOf(string path) =>
            (Known.Contains(path), Source.TryGetValue(path, out var here), Destination.TryGetValue(path, out var there)) switch
            {
                (true, true, true) => here == there ? Standing.InSync : Standing.OtherSize,
                (true, true, false) => Standing.Missing,
                (true, false, _) => Standing.Lost,
                (false, true, _) => Standing.Orphan,
                (false, false, _) => Standing.Extra,
            };

        private bool IsBare(string folder) => !Destination.Keys.Any(path => IsIn(path, folder));

        private static bool IsIn(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

        private static IEnumerable<string> FoldersOf(string path)
        {
            for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
                yield return path[..end];
        }

        private static Tree TreeOf(Dictionary<string, long> files) =>
            new(
                files
                    .OrderBy(file => file.Key, PathOrder.Instance)
                    .Select(file => new ListedFile(file.Key, file.Value, 0))
                    .ToAsyncEnumerable(),
                []
            );
    }
}
