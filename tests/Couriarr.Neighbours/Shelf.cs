using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>Everything an app keeps in its database. A copy of it is a backup: put back, ids are given a second time, as after a real one.</summary>
public sealed record Shelf
{
    public ImmutableList<FakeWork> Works { get; init; } = [];
    public ImmutableList<FakeEpisode> Episodes { get; init; } = [];
    public ImmutableList<FakeFile> Files { get; init; } = [];
    public ImmutableList<FakeRow> History { get; init; } = [];
    public ImmutableList<JsonObject> Hooks { get; init; } = [];
    public ImmutableList<string> Tags { get; init; } = [];
    public ImmutableList<string> Profiles { get; init; } = ["Any", "HD-1080p"];

    /// <summary>What its lists must not add, by the number that the world has for it.</summary>
    public ImmutableList<int> Excluded { get; init; } = [];

    /// <summary>The last id that was given, by what it was given to.</summary>
    internal ImmutableDictionary<string, int> Ids { get; init; } = ImmutableDictionary<string, int>.Empty;

    internal Shelf Next(string what, out int id) => this with { Ids = Ids.SetItem(what, id = Ids.GetValueOrDefault(what) + 1) };

    public FakeWork Work(int id) => Works.Single(work => work.Id == id);
}

/// <param name="Folder">As the app sees it.</param>
public sealed record FakeWork(int Id, string Title, int Year, string Folder)
{
    public int Tmdb { get; init; }
    public int Tvdb { get; init; }
}

public sealed record FakeEpisode(int Id, int WorkId, int Season, int Number, string Title, int FileId = 0);

/// <param name="Relative">Below the work's folder.</param>
public sealed record FakeFile(int Id, int WorkId, string Relative, long Size, string Quality, DateTimeOffset Added)
{
    public string? Download { get; init; }

    public string PathIn(FakeWork work) => $"{work.Folder}/{Relative}";
}

/// <summary>A row of the history, as it is answered.</summary>
public sealed record FakeRow(int Id, string Kind, int WorkId, DateTimeOffset Date, JsonObject Json)
{
    public int? EpisodeId { get; init; }
}
