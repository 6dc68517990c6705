# What a release is made of, in CycloneDX's form, from the lock file.
($lock[0].dependencies | to_entries | map(.value) | add | to_entries | map(select(.value.type != "Project")) | sort_by(.key)) as $packages
| {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      timestamp: $time,
      component: { type: "application", name: "Couriarr", version: $version, "bom-ref": "couriarr" }
    },
    components: [
      $packages[]
      | "pkg:nuget/\(.key)@\(.value.resolved)" as $purl
      | {
          type: "library",
          name: .key,
          version: .value.resolved,
          purl: $purl,
          "bom-ref": $purl,
          hashes: [{ alg: "SHA-512", content: .value.contentHash }]
        }
    ]
  }
